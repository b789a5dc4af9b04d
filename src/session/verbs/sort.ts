/** `sort(data, by, descending = true)`: the rows in the order of some columns. */
import { sortFrame } from "../../data/index.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const sort: Verb = defineVerb({
  name: "sort",
  summary:
    "The rows in the order of columns, numbers by value and labels by their levels; ties keep their order, missing values come last.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "the table whose rows are put in order" },
    by: { kind: "columns", required: true, help: "the columns, the most important first" },
    descending: { kind: "boolean", default: "false", help: "whether the largest come first" },
  },
  run: ({ data, by, descending = false }, call) =>
    Promise.resolve(sortFrame(data, { by, descending, name: call.resultName }, call.sink)),
});

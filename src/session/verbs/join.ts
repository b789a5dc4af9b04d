/** `join(left, right, by = key)`: the columns of a second table, matched by key. */
import { joinFrames } from "../../data/index.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const join: Verb = defineVerb({
  name: "join",
  summary:
    "Adds the columns of a second table by key; a column that both have must agree, and every key of the first must be in the second.",
  returns: "data",
  parameters: {
    left: { kind: "data", required: true, help: "the table that keeps its rows" },
    right: { kind: "data", required: true, help: "the table with one row per key" },
    by: { kind: "columns", required: true, help: "the key: one column or a list" },
  },
  run: ({ left, right, by }, call) =>
    Promise.resolve(joinFrames(left, right, by, call.resultName, call.sink)),
});

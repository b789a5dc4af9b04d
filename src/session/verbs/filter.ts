/** `filter(data, condition)`: the rows for which a condition over columns is true. */
import { filterFrame } from "../../data/index.js";
import { columnSet } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const filter: Verb = defineVerb({
  name: "filter",
  summary: "The rows for which a condition over columns holds.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "the table whose rows are kept or not" },
    condition: { kind: "expression", required: true, help: "a condition, such as age > 17" },
  },
  run({ data, condition }, call) {
    const filled = call.fillIn(condition, columnSet(data));
    return Promise.resolve(filterFrame(data, filled, call.resultName, call.sink));
  },
});

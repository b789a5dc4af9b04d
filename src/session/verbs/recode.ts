/** `recode(data, edu, {"HS diploma": "HS"})`: other values for values of a column. */
import { readRecodes, recodeFrame } from "../../data/index.js";
import { columnSet } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const recode: Verb = defineVerb({
  name: "recode",
  summary:
    "Gives values of a column other values, such as the names of another table's levels; values that are not named stay.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "the table" },
    column: { kind: "column", required: true, help: "the column whose values change" },
    values: {
      kind: "record",
      required: true,
      help: '{"old": "new", ...}; several may become one, and none makes a value missing',
    },
  },
  run({ data, column, values }, call) {
    const filled = call.fillIn(values, columnSet(data));
    const recodes = filled.kind === "record" ? readRecodes(filled, call.sink) : undefined;
    return Promise.resolve(
      recodes && recodeFrame(data, column, recodes, call.resultName, call.sink),
    );
  },
});

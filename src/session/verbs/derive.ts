/** `derive(data, share = y / n)`: new columns computed from columns, in order. */
import { deriveFrame } from "../../data/index.js";
import { columnSet, definitionsOf } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const derive: Verb = defineVerb({
  name: "derive",
  summary: "Adds or replaces columns by expressions over columns, one after the other.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "the table to which columns are added" },
    columns: { kind: "definitions", help: "name = expression, later ones may use earlier ones" },
  },
  run({ data, columns = [] }, call) {
    const definitions = definitionsOf(columns, columnSet(data), call);
    return Promise.resolve(deriveFrame(data, definitions, call.resultName, call.sink));
  },
});

/** `group(data, by = state, truth = sum(y) / sum(n))`: one row per group. */
import { groupFrame } from "../../data/index.js";
import { columnSet, definitionsOf } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const group: Verb = defineVerb({
  name: "group",
  summary:
    "One row per group, with sums, means, counts and arithmetic of them under the names given.",
  returns: "data",
  parameters: {
    data: { kind: "data", required: true, help: "the table whose rows are grouped" },
    by: { kind: "columns", help: "the columns that make the groups; without it, one row" },
    complete: {
      kind: "boolean",
      default: "false",
      help: "whether all combinations of values that occur are groups, also those without rows",
    },
    aggregates: {
      kind: "definitions",
      help: "name = sum(x), mean(x), count(), min, max, sd, first",
    },
  },
  run({ data, by = [], complete = false, aggregates = [] }, call) {
    const definitions = definitionsOf(aggregates, columnSet(data), call);
    const options = { name: call.resultName, complete };
    return Promise.resolve(groupFrame(data, by, definitions, options, call.sink));
  },
});

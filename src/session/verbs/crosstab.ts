/** `crosstab(fit, by = party + race)`: how groups of people chose, from a fit of totals. */
import { requireColumn } from "../column-expressions.js";
import { crossedColumns } from "../crossed-columns.js";
import { votesOf } from "../votes-of.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const crosstab: Verb = defineVerb({
  name: "crosstab",
  summary:
    "Groups of people by outcome, from a fit of a model with `aggregate by`: averaged over the people in every draw.",
  returns: "table",
  totals: true,
  parameters: {
    fit: { kind: "votes", required: true, help: "the fit of a model with `aggregate by`" },
    by: {
      kind: "expression",
      help: "the groups: a column of the people, or several that are crossed, `party + race`; without it, everybody",
    },
    among: {
      kind: "columns",
      help: "outcomes among which shares are taken: [gov_d, gov_r] for two-way shares, and so for crossover",
    },
    given_counts: {
      kind: "boolean",
      default: "false",
      help: "hold what was counted in each unit: people's probabilities given its counts, for estimates of units",
    },
    interval: { kind: "probability", default: "0.95", help: "probability inside the interval" },
  },
  async run({ fit, by, among = [], given_counts = false, interval = 0.95 }, call) {
    const names = crossedColumns(by, "by", call);
    if (!names) return undefined;
    const workflow = await import("../../workflows/ecological/individuals/index.js");
    const votes = await votesOf(fit, call);
    const options = { by: names, among, givenCounts: given_counts, interval };
    return votes && workflow.crosstab(votes, options, call.sink);
  },
  check({ by }, call) {
    const model = call.specOf("fit") ?? call.networkOf("fit");
    const names = crossedColumns(by, "by", call);
    if (model && names)
      for (const name of names) requireColumn(model.origin.frame, name, call.sink);
    return Promise.resolve();
  },
});

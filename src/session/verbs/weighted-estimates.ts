/** `weighted_estimates(sample, outcome, weight = w, by = state)`: what the weighted sample says by itself. */
import { columnSet } from "../column-expressions.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const weightedEstimates: Verb = defineVerb({
  name: "weighted_estimates",
  summary:
    "Weighted means, or shares of levels, of an outcome by area, with linearised design-based standard errors: the classical estimates beside a model's.",
  returns: "table",
  parameters: {
    sample: { kind: "data", required: true, help: "respondents, or cells of them" },
    outcome: {
      kind: "expression",
      required: true,
      help: 'a column, a condition such as vote == "yes", or p(y, n)',
    },
    weight: { kind: "column", default: "1", help: "the respondents' weights" },
    by: { kind: "columns", help: "the areas; without it, the whole sample" },
    count: { kind: "column", default: "1", help: "the respondents in each row of the sample" },
    interval: { kind: "probability", default: "0.9", help: "probability inside the interval" },
  },
  async run({ sample, outcome, weight, by = [], count, interval = 0.9 }, call) {
    const workflow = await import("../../workflows/survey/index.js");
    const filled = call.fillIn(outcome, columnSet(sample));
    const asked = workflow.readOutcome(filled, sample, { count }, call.sink);
    if (asked === undefined) return undefined;
    const { span } = call.expression.callee;
    return workflow.weightedEstimates(
      { sample, outcome: asked, by, interval, span, ...(weight && { weight }) },
      call.sink,
    );
  },
});

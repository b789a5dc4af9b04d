/** `influence(fit)`: the rows of the data that a fit leans on. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const influence: Verb = defineVerb({
  name: "influence",
  summary:
    "Every row's influence on a fit, the greatest first: the Pareto k-hat of leaving it out, its log predictive density without it, and what having it adds.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }) {
    const posterior = await import("../../posterior/index.js");
    return posterior.influenceTable(posterior.leaveOneOut(fit));
  },
});

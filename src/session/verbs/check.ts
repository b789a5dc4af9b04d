/** `check(fit)`: every diagnostic of a fit with its value, its threshold and the verdict. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const check: Verb = defineVerb({
  name: "check",
  summary:
    "Every diagnostic of a fit in one table: divergences, tree depth, E-BFMI, R-hat, effective sample sizes, Monte Carlo errors and Pareto k-hat, for inla the mode, skewness and the check against the exact posterior; extreme predictive p values and conflicts of priors with the data; with a remedy where one is not good.",
  returns: "table",
  deferred: true,
  totals: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }) {
    const posterior = await import("../../posterior/index.js");
    return posterior.checkTable(posterior.leaveOneOut(fit));
  },
});

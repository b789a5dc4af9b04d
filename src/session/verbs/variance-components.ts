/** `variance_components(fit)`: sds and variances of group effects and residuals. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const varianceComponents: Verb = defineVerb({
  name: "variance_components",
  summary:
    "Posterior means of the sd and the variance of every group effect and of the residuals, with one over the mean precision beside them.",
  returns: "table",
  totals: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }) {
    const posterior = await import("../../posterior/index.js");
    return posterior.varianceComponents(fit);
  },
});

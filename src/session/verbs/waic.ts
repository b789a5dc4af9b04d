/** `waic(fit)`: the widely applicable information criterion, from draws. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const waic: Verb = defineVerb({
  name: "waic",
  summary:
    "The widely applicable information criterion from the draws of a fit, with standard errors; loo says the same more reliably.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }, call) {
    const posterior = await import("../../posterior/index.js");
    const estimates = posterior.widelyApplicable(fit);
    const { span } = call.expression.callee;
    for (const finding of posterior.diagnoseWidelyApplicable(estimates))
      call.sink.report({ span, ...finding });
    return posterior.elpdTable(estimates);
  },
});

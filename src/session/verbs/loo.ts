/** `loo(fit)`: how well the model predicts each row from the others. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const loo: Verb = defineVerb({
  name: "loo",
  summary:
    "Leave-one-out cross-validation by Pareto smoothed importance sampling: elpd_loo, the effective number of parameters p_loo and looic, with standard errors; warns of rows whose k-hat is too high.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }, call) {
    const posterior = await import("../../posterior/index.js");
    const estimates = posterior.leaveOneOut(fit);
    const { span } = call.expression.callee;
    for (const finding of posterior.diagnoseLeaveOneOut(estimates))
      call.sink.report({ span, ...finding });
    return posterior.elpdTable(estimates);
  },
});

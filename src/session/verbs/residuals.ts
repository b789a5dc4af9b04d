/** `residuals(fit, kind = quantile)`: what is left of every row once it is fitted. */
import type { ResidualKind } from "../../posterior/index.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** The mean at which a share of the beta family is most likely is not the share itself. */
function checkDeviance(family: string, kind: string | undefined, call: VerbCall): boolean {
  if (kind !== "deviance" || family !== "beta") return true;
  call.sink.report({
    code: "bad-argument",
    severity: "error",
    message:
      "responses of the beta family have no deviance residuals: no mean is best for a row by itself",
    expected: "kind = quantile",
    span: call.spanOf("kind"),
  });
  return false;
}

export const residuals: Verb = defineVerb({
  name: "residuals",
  summary:
    "Residuals of every row beside its fitted value, or averages of them in bins of rows with similar fitted values.",
  returns: "table",
  deferred: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    kind: {
      kind: "word",
      choices: ["quantile", "response", "pearson", "deviance"],
      default: "quantile",
      help: "normal quantiles of where the response lies, its difference to the fitted value, that over its standard deviation, or signed roots of the deviance",
    },
    bins: { kind: "count", help: "averages in so many bins; for responses that are 0 or 1" },
    seed: { kind: "seed", default: "1", help: "quantile: seed of the spread of counts" },
  },
  check({ kind }, call) {
    const spec = call.specOf("fit");
    if (spec) checkDeviance(spec.family, kind, call);
    return Promise.resolve();
  },
  async run({ fit, kind, bins, seed }, call) {
    if (!checkDeviance(fit.model.spec.family, kind, call)) return undefined;
    const posterior = await import("../../posterior/index.js");
    return posterior.residualTable(fit, {
      ...(kind !== undefined && { kind: kind as ResidualKind }),
      ...(bins !== undefined && { bins }),
      ...(seed !== undefined && { seed }),
    });
  },
});

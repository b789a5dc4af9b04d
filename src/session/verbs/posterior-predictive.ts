/** `posterior_predictive(fit)`: responses that the fitted model would produce. */
import { noteDefaults } from "../note-defaults.js";
import { checkOptionsOf, checkPredictive, predictiveParameters } from "../predictive-arguments.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const posteriorPredictive: Verb = defineVerb({
  name: "posterior_predictive",
  summary:
    "Simulates responses from a fit and compares them with the data: statistics, density, counts, groups or rows.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit whose draws are used" },
    ...predictiveParameters,
  },
  async check(given, call) {
    const spec = call.specOf("fit");
    if (spec) await checkPredictive(spec, given, call);
  },
  async run({ fit, draws = 500, seed, ...given }, call) {
    if (!(await checkPredictive(fit.model.spec, given, call))) return undefined;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const posterior = await import("../../posterior/index.js");
    const options = { draws, seed: seed ?? 1, ...checkOptionsOf(given) };
    return posterior.posteriorPredictive(fit, options).table;
  },
});

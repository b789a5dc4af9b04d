/** `posterior_predictive(fit)`: responses that the fitted model would produce. */
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const posteriorPredictive: Verb = defineVerb({
  name: "posterior_predictive",
  summary: "Simulates responses from a fit and compares them with the data.",
  returns: "table",
  deferred: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit whose draws are used" },
    draws: { kind: "count", default: "500", help: "number of simulated data sets" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async run({ fit, draws = 500, seed }, call) {
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const posterior = await import("../../posterior/index.js");
    return posterior.posteriorPredictive(fit, { draws, seed: seed ?? 1 }).table;
  },
});

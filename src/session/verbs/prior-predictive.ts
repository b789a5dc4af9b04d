/** `prior_predictive(model)`: responses that the priors alone would produce. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";
import { noteDefaults } from "../note-defaults.js";

export const priorPredictive: Verb = defineVerb({
  name: "prior_predictive",
  summary: "Simulates responses from the priors and compares them with the data.",
  returns: "table",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model whose priors are drawn from" },
    draws: { kind: "count", default: "500", help: "number of simulated data sets" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async run({ model, draws = 500, seed }, call) {
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const compiled = await call.compile(model);
    const posterior = await import("../../posterior/index.js");
    return posterior.priorPredictive(compiled, { draws, seed: seed ?? 1 }).table;
  },
});

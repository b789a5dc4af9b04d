/** `prior_predictive(model)`: responses that the priors alone would produce. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";
import { noteDefaults } from "../note-defaults.js";
import { checkOptionsOf, checkPredictive, predictiveParameters } from "../predictive-arguments.js";

export const priorPredictive: Verb = defineVerb({
  name: "prior_predictive",
  summary:
    "Simulates responses from the priors and compares them with the data: statistics, density, counts, groups or rows.",
  returns: "table",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model whose priors are drawn from" },
    ...predictiveParameters,
  },
  async check({ model, ...given }, call) {
    if (model) await checkPredictive(model, given, call);
  },
  async run({ model, draws = 500, seed, ...given }, call) {
    if (!(await checkPredictive(model, given, call))) return undefined;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const compiled = await call.compile(model);
    const posterior = await import("../../posterior/index.js");
    const options = { draws, seed: seed ?? 1, ...checkOptionsOf(given) };
    return posterior.priorPredictive(compiled, options).table;
  },
});

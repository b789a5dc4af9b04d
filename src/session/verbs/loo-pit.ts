/** `loo_pit(fit)`: whether responses lie where the other rows say, by the distribution of their transforms. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const looPit: Verb = defineVerb({
  name: "loo_pit",
  summary:
    "Calibration of predictions: the distribution function of the leave-one-out probability integral transforms less the uniform one, with its simultaneous 95 % band and p value; counts are spread over their probability at random.",
  returns: "table",
  deferred: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    seed: { kind: "seed", default: "1", help: "seed of the spread of counts" },
  },
  async run({ fit, seed = 1 }) {
    const posterior = await import("../../posterior/index.js");
    return posterior.looPitTable(fit, seed);
  },
});

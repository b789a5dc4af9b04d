/** `sensitivity(fit)`: how much each posterior moves with the prior and with the likelihood. */
import { defineVerb } from "../verb.js";
import type { Verb } from "../verb.js";

export const sensitivity: Verb = defineVerb({
  name: "sensitivity",
  summary:
    "Prior sensitivity by power-scaling: how fast the posterior of every parameter moves when the priors, or the likelihood, count more, and whether prior and data are in conflict.",
  returns: "table",
  totals: true,
  deferred: true,
  parameters: { fit: { kind: "fit", required: true, help: "the fit" } },
  async run({ fit }) {
    const posterior = await import("../../posterior/index.js");
    return posterior.sensitivityTable(posterior.measureSensitivity(fit));
  },
});

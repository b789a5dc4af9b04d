/** The summary of a marginal of any kind. */
import type { Marginal, MarginalSummary } from "./marginal.js";
import { summariseMixture } from "./mixture.js";
import { summariseTransformed } from "./transformed.js";

/** `probability` is that of the shortest interval. */
export function summariseMarginal(marginal: Marginal, probability: number): MarginalSummary {
  return marginal.kind === "mixture"
    ? summariseMixture(marginal, probability)
    : summariseTransformed(marginal, probability);
}

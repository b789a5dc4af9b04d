/** The summary of a marginal of any kind. */
import type { Marginal, MarginalSummary } from "./marginal.js";
import { summariseMixture } from "./mixture.js";
import { summariseTransformed } from "./transformed.js";
import { summariseWeighted } from "./weighted.js";

/** `probability` is that of the shortest interval. */
export function summariseMarginal(marginal: Marginal, probability: number): MarginalSummary {
  switch (marginal.kind) {
    case "mixture":
      return summariseMixture(marginal, probability);
    case "transformed":
      return summariseTransformed(marginal, probability);
    case "weighted":
      return summariseWeighted(marginal, probability);
  }
}

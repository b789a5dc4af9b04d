/** All numbers that training moves, as one vector: weights, or the parameters of their posterior. */
import type { NetworkPlan } from "./network-plan.js";

/**
 * Without Bayesian layers the weights. With them the means of w̃, its log sds, then the means of the layers'
 * log σ and their log sds.
 */
export interface PositionPlan {
  readonly size: number;
  readonly logSds: number;
  readonly scaleMeans: number;
  readonly scaleLogSds: number;
}

export function planPosition({ weights, layers }: NetworkPlan, isBayesian: boolean): PositionPlan {
  const size = isBayesian ? 2 * weights + 2 * layers.length : weights;
  const scaleMeans = 2 * weights;
  return { size, logSds: weights, scaleMeans, scaleLogSds: scaleMeans + layers.length };
}

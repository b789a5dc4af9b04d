/** Combinations aᵀx of the latents at a conditional mode, a single latent being the simplest of them. */
import { innerProduct } from "../../math/index.js";
import type { LatentSystem } from "./latent-system.js";

export interface LatentDirection {
  readonly weights: Float64Array;
  /** P⁻¹ a within the constraints: how the other latents move with aᵀx. */
  readonly column: Float64Array;
  /** aᵀ P⁻¹ a. */
  readonly variance: number;
}

/** A combination whose variance is this share of its terms' is one that constraints fix. */
const smallestShare = 1e-10;

/** After `invert`: like `directionOf`, with no variance at all where constraints fix the combination. */
export function freeDirectionOf(system: LatentSystem, weights: Float64Array): LatentDirection {
  const direction = directionOf(system, weights);
  let terms = 0;
  for (let j = 0; j < weights.length; j++)
    terms += weights[j]! * weights[j]! * system.variances[j]!;
  return direction.variance > smallestShare * terms ? direction : { ...direction, variance: 0 };
}

/** With the factor that the system holds. */
export function directionOf(system: LatentSystem, weights: Float64Array): LatentDirection {
  const column = weights.slice();
  system.solve(column);
  return { weights, column, variance: innerProduct(weights, column) };
}

/** Weights that pick one latent. */
export function unitWeights(count: number, latent: number): Float64Array {
  const weights = new Float64Array(count);
  weights[latent] = 1;
  return weights;
}

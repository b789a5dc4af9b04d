/**
 * Coordinates w of hyperparameters theta and latents x of any latent Gaussian model: theta by their marginals,
 * v from what is left by an affine map, and x from v cell by cell, by maps that follow the prior's precision.
 * Plain data, so that it can be sent to a thread.
 */
import type { AffineLatents } from "./affine-latents.js";
import type { HyperparameterMap } from "./hyperparameter-map.js";

/** Latents mapped together: x = H⁻¹ h + L⁻ᵀ v with H = C + Q(theta) = L Lᵀ. */
export interface LatentCell {
  readonly latents: Int32Array;
  /** C, row-major. */
  readonly information: Float64Array;
  /** h. */
  readonly pull: Float64Array;
  /** Where the entries of Q stand in the pattern of the prior, row-major; −1 where there is none. */
  readonly slots: Int32Array;
}

export interface LatentMap extends AffineLatents {
  readonly hyperparameters: HyperparameterMap;
  /** Each latent in one at most; the others are v themselves. */
  readonly cells: readonly LatentCell[];
}

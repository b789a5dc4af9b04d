/**
 * Coordinates w in which a posterior is nearly standard normal and stays so as its scales move: first the
 * hyperparameters theta by their marginals and mapped latents v by an affine map, then latents x from v by maps that follow
 * theta, then the coordinates of the model's density. Plain data, so that it can be sent to a thread.
 */
import type { AffineLatents } from "./affine-latents.js";
import type { HyperparameterMap } from "./hyperparameter-map.js";

/** One scale and its levels: x = κ m + τ v, κ = σ² I / (1 + σ² I), τ = σ / √(1 + σ² I). */
export interface LevelMap {
  /** Which theta is the log of σ. */
  readonly scale: number;
  /** Its latents are `start` to `start + information.length`. */
  readonly start: number;
  /** I: what the data say of each level. */
  readonly information: Float64Array;
  /** m. */
  readonly centre: Float64Array;
}

/** Latents mapped together: x = H⁻¹ h + L⁻ᵀ v with H = C + D(theta) = L Lᵀ. */
export interface JointMap {
  readonly latents: Int32Array;
  /** C, row-major. */
  readonly information: Float64Array;
  readonly pull: Float64Array;
  /** Entries of D that do not move. */
  readonly precision: Float64Array;
  /** Which theta is the log sd behind each entry of D; −1 for those that do not move. */
  readonly scales: Int32Array;
}

/** Effects of one scale in the model's coordinates, z = x / σ, side by side. */
export interface StandardisedBlock {
  readonly scale: number;
  readonly start: number;
  readonly count: number;
  readonly coordinate: number;
}

/** Intercept and common coefficients in the model's coordinates, c = B (x − origin). */
export interface CommonBlockMap {
  readonly start: number;
  readonly coordinates: Int32Array;
  readonly origin: Float64Array;
  /** B, row-major. */
  readonly matrix: Float64Array;
}

export interface CoordinateMap extends AffineLatents {
  /** Coordinate of the model for each theta. */
  readonly thetaCoordinates: Int32Array;
  readonly hyperparameters: HyperparameterMap;
  readonly levels: readonly LevelMap[];
  readonly joint?: JointMap;
  readonly blocks: readonly StandardisedBlock[];
  readonly common: CommonBlockMap;
}

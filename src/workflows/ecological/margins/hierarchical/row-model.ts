/** What a hierarchical model says of the rows of a unit's table: rates that vary about common ones. */
import type { LatentMap } from "./latent-map.js";

/**
 * Rates of every group in every unit follow from hyperparameters and from the unit's latents, which are
 * about standard normal a priori. `prepare` comes first; what follows is at its hyperparameters.
 */
export interface RowModel {
  readonly groups: number;
  readonly outcomes: number;
  readonly hyperparameters: number;
  /** What each hyperparameter is called. */
  readonly names: readonly string[];
  /** What the hyperparameters are turned into, in which gradients are gathered. */
  readonly derived: number;
  /** Latents of one unit. */
  readonly latents: number;
  readonly start: Float64Array;
  prepare(hyper: Float64Array): void;
  /** Says which unit's rates follow. */
  enter(unit: number): void;
  /** Log density of the hyperparameters; adds its gradient. */
  logPrior(hyper: Float64Array, gradient: Float64Array): number;
  /** Writes `rates[group * outcomes + outcome]`. */
  rates(latents: Float64Array, rates: Float64Array): void;
  /** Log density of latents whose rates were written last; adds its gradients. */
  density(latents: Float64Array, intoLatents: Float64Array, intoDerived: Float64Array): number;
  /** Adds what a slope with respect to the rates means for latents and derived quantities. */
  pull(
    latents: Float64Array,
    rates: Float64Array,
    slope: Float64Array,
    intoLatents: Float64Array,
    intoDerived: Float64Array,
  ): void;
  /** Adds the gradient with respect to the hyperparameters. */
  finish(derived: Float64Array, gradient: Float64Array): void;
  /** Coordinates of units' latents, good near these hyperparameters. */
  latentMap(reference: Float64Array): LatentMap;
}

/** Log likelihood of a unit's votes, given the rates of its groups. */
export interface VoteLikelihood {
  /** Writes the slope with respect to every rate. */
  evaluate(unit: number, rates: Float64Array, slope: Float64Array): number;
}

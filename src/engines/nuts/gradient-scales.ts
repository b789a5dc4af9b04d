/**
 * The diagonal that brings draws and gradients to one scale, √(var(x) / var(∇)): of all diagonals it has the
 * least Fisher divergence from a standard normal, and for a normal it is known from few draws.
 */
import type { VarianceEstimator } from "./variance-estimator.js";

const least = 1e-20;
const most = 1e20;

/** Before any draw: of one over the size of the gradient where the chain starts. */
export function scalesOfStart(gradient: Float64Array, diagonal: Float64Array): void {
  for (let i = 0; i < diagonal.length; i++) {
    const scale = 1 / Math.abs(gradient[i]!);
    if (Number.isFinite(scale)) diagonal[i] = Math.min(most, Math.max(least, scale));
  }
}

/** A variance beyond this is none: that of the longest step, 1e7, that a search takes for one. */
const improper = 1e14;

/**
 * A coordinate whose ratio is zero or no number keeps what it has. False when the density hardly falls off in
 * some coordinate: the draws have run away.
 */
export function scalesOfDraws(
  draws: VarianceEstimator,
  gradients: VarianceEstimator,
  diagonal: Float64Array,
): boolean {
  for (let i = 0; i < diagonal.length; i++) {
    const scale = Math.sqrt(draws.squares[i]! / gradients.squares[i]!);
    if (Number.isFinite(scale) && scale > 0) diagonal[i] = Math.min(most, Math.max(least, scale));
  }
  return diagonal.every((variance) => variance < improper);
}

/** The diagonal Euclidean metric; its inverse approximates the posterior variances. */
import type { Chances } from "./chances.js";

/** p_i ~ Normal(0, 1 / inverseMetric_i). */
export function drawMomentum(
  inverseMetric: Float64Array,
  chances: Chances,
  momentum: Float64Array,
): void {
  for (let i = 0; i < momentum.length; i++) {
    momentum[i] = chances.normal() / Math.sqrt(inverseMetric[i]!);
  }
}

/** ½ pᵀ M⁻¹ p; the normalising constant cancels everywhere and is dropped. */
export function kineticEnergy(inverseMetric: Float64Array, momentum: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < momentum.length; i++) sum += inverseMetric[i]! * momentum[i]! * momentum[i]!;
  return 0.5 * sum;
}

/** M⁻¹ p, the "sharp" momentum of the U-turn criterion. */
export function velocityOf(
  inverseMetric: Float64Array,
  momentum: Float64Array,
  velocity: Float64Array,
): void {
  for (let i = 0; i < momentum.length; i++) velocity[i] = inverseMetric[i]! * momentum[i]!;
}

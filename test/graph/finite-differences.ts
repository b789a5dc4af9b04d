/** Fourth-order finite differences of a log density, the reference for every gradient. */
import type { LogDensity } from "../../src/target/index.js";

/** f'(x) from f(x ± h), f(x ± 2h). */
export function differentiate(
  target: LogDensity,
  position: Float64Array,
  step = 1e-3,
): Float64Array {
  const scratch = new Float64Array(target.dimension);
  const at = (j: number, shift: number): number => {
    const moved = position.slice();
    moved[j]! += shift;
    return target.logDensityAndGradient(moved, scratch);
  };
  return position.map(
    (_value, j) =>
      (8 * (at(j, step) - at(j, -step)) - (at(j, 2 * step) - at(j, -2 * step))) / (12 * step),
  );
}

/** Largest difference between two vectors as a share of the largest entry of the second (or of 1). */
export function relativeError(found: Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const error = found.reduce((max, value, j) => Math.max(max, Math.abs(value - expected[j]!)), 0);
  return Number.isNaN(error) ? Infinity : error / (largest === 0 ? 1 : largest);
}

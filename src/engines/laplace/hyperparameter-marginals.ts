/** Marginal densities of the hyperparameters, each on a grid of its own coordinate. */
import { deterministic } from "../../math/index.js";
import { interpolate } from "./cubic-spline.js";
import type { LaplaceApproximation } from "./fit-laplace.js";

/** A density on an even grid, normalised by the trapezoid rule. */
export interface GridDensity {
  readonly theta: Float64Array;
  readonly density: Float64Array;
}

const gridSize = 301;

function normalise(theta: Float64Array, logs: Float64Array): GridDensity {
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const density = logs.map((value) => deterministic.exp(value - peak));
  const step = theta[1]! - theta[0]!;
  const ends = (density[0]! + density[density.length - 1]!) / 2;
  const total = step * (density.reduce((sum, value) => sum + value, 0) - ends);
  return { theta, density: density.map((value) => value / total) };
}

function evenGrid(from: number, to: number): Float64Array {
  return Float64Array.from(
    { length: gridSize },
    (_, i) => from + ((to - from) * i) / (gridSize - 1),
  );
}

/** One hyperparameter: a spline through the log densities at the integration points. */
function fromPoints({ points, coordinates }: LaplaceApproximation): GridDensity {
  const sorted = [...points].sort((a, b) => a.theta[0]! - b.theta[0]!);
  const at = Float64Array.from(sorted, ({ theta }) => theta[0]!);
  const values = Float64Array.from(sorted, ({ value }) => value);
  const margin = 0.5 * Math.sqrt(coordinates.covariance[0]!);
  const theta = evenGrid(at[0]! - margin, at[at.length - 1]! + margin);
  return normalise(theta, interpolate(at, values, theta));
}

/** Sds of the normal approximation to either side of the mode that the grid covers. */
const reach = 6;

/**
 * Along the conditional mean of the others given theta_k, the density in standard coordinates with the
 * half-widths of their sides: log density −½ Σ (z / s)² (Martins et al. 2013, section 3.2).
 */
function alongConditionalMean({ coordinates }: LaplaceApproximation, k: number): GridDensity {
  const { mode, covariance, hessian, axes, below, above } = coordinates;
  const m = mode.length;
  const variance = covariance[k * m + k]!;
  const theta = evenGrid(
    mode[k]! - reach * Math.sqrt(variance),
    mode[k]! + reach * Math.sqrt(variance),
  );
  // z = Λ^½ Vᵀ d, and (V Λ^(−½))ᵀ H d is the same.
  const direction = Float64Array.from({ length: m }, (_, i) => covariance[i * m + k]! / variance);
  const unit = Float64Array.from({ length: m }, (_, axis) => {
    let total = 0;
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++)
        total += axes[i * m + axis]! * hessian[i * m + j]! * direction[j]!;
    return total;
  });
  const logs = theta.map((at) => {
    let total = 0;
    for (let axis = 0; axis < m; axis++) {
      const z = unit[axis]! * (at - mode[k]!);
      const width = z < 0 ? below[axis]! : above[axis]!;
      total -= 0.5 * (z / width) * (z / width);
    }
    return total;
  });
  return normalise(theta, logs);
}

export function hyperparameterMarginals(
  approximation: LaplaceApproximation,
): readonly GridDensity[] {
  const m = approximation.coordinates.mode.length;
  if (m === 1 && approximation.points.length >= 4) return [fromPoints(approximation)];
  return Array.from({ length: m }, (_, k) => alongConditionalMean(approximation, k));
}

/**
 * Coordinates z in which the hyperparameters' density is nearly standard normal around its mode:
 * theta = theta* + V Λ^(−1/2) (s z), with H = V Λ Vᵀ and s the half-widths of each axis and side.
 */
import { deterministic, symmetricEigen } from "../../math/index.js";

export interface StandardCoordinates {
  readonly mode: Float64Array;
  /** −Hessian of the log density at the mode, row-major, as used: eigenvalues are at least `leastCurvature`. */
  readonly hessian: Float64Array;
  /** Its inverse. */
  readonly covariance: Float64Array;
  /** log |V Λ^(−1/2)|. */
  readonly logVolume: number;
  /** How many eigenvalues were too small and are raised. */
  readonly flatDirections: number;
  /** Half-widths by axis; 1 before they are measured. */
  readonly below: Float64Array;
  readonly above: Float64Array;
  /** Columns V Λ^(−1/2), row-major. */
  readonly axes: Float64Array;
}

/** A curvature this small means a sd of more than 4 in a log sd. */
const leastCurvature = 0.06;

export function standardCoordinates(
  mode: Float64Array,
  hessian: Float64Array,
): StandardCoordinates {
  const m = mode.length;
  const { values, vectors } = symmetricEigen(hessian, m);
  const curvatures = values.map((value) => (value > leastCurvature ? value : leastCurvature));
  const flatDirections = values.filter((value) => !(value > leastCurvature)).length;
  const axes = new Float64Array(m * m);
  const used = new Float64Array(m * m);
  const covariance = new Float64Array(m * m);
  let logVolume = 0;
  for (let k = 0; k < m; k++) {
    const curvature = curvatures[k]!;
    logVolume -= 0.5 * deterministic.log(curvature);
    for (let i = 0; i < m; i++) {
      const v = vectors[i * m + k]!;
      axes[i * m + k] = v / Math.sqrt(curvature);
      for (let j = 0; j < m; j++) {
        const both = v * vectors[j * m + k]!;
        used[i * m + j]! += curvature * both;
        covariance[i * m + j]! += both / curvature;
      }
    }
  }
  const ones = (): Float64Array => new Float64Array(m).fill(1);
  return {
    mode,
    hessian: used,
    covariance,
    logVolume,
    flatDirections,
    below: ones(),
    above: ones(),
    axes,
  };
}

/** theta at z. */
export function thetaAt(coordinates: StandardCoordinates, z: Float64Array): Float64Array {
  const { mode, axes, below, above } = coordinates;
  const m = mode.length;
  return mode.map((entry, i) => {
    let total = entry;
    for (let k = 0; k < m; k++) {
      const side = z[k]! < 0 ? below[k]! : above[k]!;
      total += axes[i * m + k]! * side * z[k]!;
    }
    return total;
  });
}

/** log of the half-widths' Jacobian at z; on an axis' zero both sides count half. */
export function logSideVolume({ below, above }: StandardCoordinates, z: Float64Array): number {
  return z.reduce((total, entry, k) => {
    const side = entry < 0 ? below[k]! : entry > 0 ? above[k]! : (below[k]! + above[k]!) / 2;
    return total + deterministic.log(side);
  }, 0);
}

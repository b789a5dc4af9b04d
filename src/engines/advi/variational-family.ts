/** The two families of stochastic ADVI: independent and correlated normals, by their parameters. */
import { deterministic, solveLowerTransposed } from "../../math/index.js";
import {
  denseNormal,
  diagonalNormal,
  type NormalApproximation,
} from "../variational/normal-approximation.js";

export interface VariationalFamily {
  /** Length of the parameters: means, then log sds (the log diagonal), then what else there is. */
  readonly size: number;
  /** Writes the position of the standard normals z under the parameters. */
  place(parameters: Float64Array, z: Float64Array, position: Float64Array): void;
  /** Writes −∇ log q at that position, q held fixed. */
  score(parameters: Float64Array, z: Float64Array, slopes: Float64Array): void;
  /** Adds `weight` times the gradient by the parameters of what has these slopes at the position. */
  pull(
    parameters: Float64Array,
    z: Float64Array,
    slopes: Float64Array,
    weight: number,
    gradient: Float64Array,
  ): void;
  normal(parameters: Float64Array): NormalApproximation;
}

export function independentNormals(n: number): VariationalFamily {
  const sd = (parameters: Float64Array, i: number): number => deterministic.exp(parameters[n + i]!);
  return {
    size: 2 * n,
    place(parameters, z, position) {
      for (let i = 0; i < n; i++) position[i] = parameters[i]! + sd(parameters, i) * z[i]!;
    },
    score(parameters, z, slopes) {
      for (let i = 0; i < n; i++) slopes[i] = z[i]! / sd(parameters, i);
    },
    pull(parameters, z, slopes, weight, gradient) {
      for (let i = 0; i < n; i++) {
        gradient[i]! += weight * slopes[i]!;
        gradient[n + i]! += weight * slopes[i]! * z[i]! * sd(parameters, i);
      }
    },
    normal: (parameters) =>
      diagonalNormal(parameters.slice(0, n), parameters.slice(n).map(deterministic.exp)),
  };
}

/** Row i of the strict lower triangle starts here, after means and log diagonal. */
const rowStart = (n: number, i: number): number => 2 * n + (i * (i - 1)) / 2;

function factorOf(parameters: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const start = rowStart(n, i);
    for (let j = 0; j < i; j++) factor[i * n + j] = parameters[start + j]!;
    factor[i * n + i] = deterministic.exp(parameters[n + i]!);
  }
  return factor;
}

export function correlatedNormals(n: number): VariationalFamily {
  return {
    size: 2 * n + (n * (n - 1)) / 2,
    place(parameters, z, position) {
      for (let i = 0; i < n; i++) {
        const start = rowStart(n, i);
        let sum = parameters[i]! + deterministic.exp(parameters[n + i]!) * z[i]!;
        for (let j = 0; j < i; j++) sum += parameters[start + j]! * z[j]!;
        position[i] = sum;
      }
    },
    score(parameters, z, slopes) {
      slopes.set(z);
      solveLowerTransposed(factorOf(parameters, n), n, slopes);
    },
    pull(parameters, z, slopes, weight, gradient) {
      for (let i = 0; i < n; i++) {
        const start = rowStart(n, i);
        const slope = weight * slopes[i]!;
        gradient[i]! += slope;
        gradient[n + i]! += slope * z[i]! * deterministic.exp(parameters[n + i]!);
        for (let j = 0; j < i; j++) gradient[start + j]! += slope * z[j]!;
      }
    },
    normal: (parameters) => denseNormal(parameters.slice(0, n), factorOf(parameters, n)),
  };
}

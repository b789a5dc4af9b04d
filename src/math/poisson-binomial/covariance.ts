/**
 * The covariance Σ w (diag p − p pᵀ) of the counts of all outcomes but the last, its inverse and determinant, and
 * how ½ log of the determinant and quadratic forms move with the members' scores.
 */
import type { Elementary } from "../elementary.js";

/** Inverse and determinant of one unit's covariance; row-major in the first size × size entries. */
export interface CountCovariance {
  readonly inverse: Float64Array;
  /** Adds a member: weight and where its probabilities start; clear first. */
  clear(size: number, ridge: number): void;
  add(p: Float64Array, start: number, weight: number): void;
  /** Replaces the matrix by its inverse; returns the log of the determinant. */
  invert(): number;
  /** inverse · x. */
  times(x: Float64Array, into: Float64Array): void;
}

export function openCountCovariance(most: number, math: Elementary): CountCovariance {
  const a = new Float64Array(most * most);
  let n = 0;
  return {
    inverse: a,
    clear(size, ridge) {
      n = size;
      a.fill(0, 0, n * n);
      for (let j = 0; j < n; j++) a[j * n + j] = ridge;
    },
    add(p, start, weight) {
      for (let j = 0; j < n; j++) {
        const x = weight * p[start + j]!;
        for (let k = 0; k < n; k++) a[j * n + k]! -= x * p[start + k]!;
        a[j * n + j]! += x;
      }
    },
    /** Gauss and Jordan in place; a positive definite matrix needs no pivoting. */
    invert() {
      let logDeterminant = 0;
      for (let j = 0; j < n; j++) {
        const pivot = a[j * n + j]!;
        logDeterminant += math.log(pivot);
        a[j * n + j] = 1;
        for (let k = 0; k < n; k++) a[j * n + k]! /= pivot;
        for (let i = 0; i < n; i++) {
          if (i === j) continue;
          const factor = a[i * n + j]!;
          a[i * n + j] = 0;
          for (let k = 0; k < n; k++) a[i * n + k]! -= factor * a[j * n + k]!;
        }
      }
      return logDeterminant;
    },
    times(x, into) {
      for (let j = 0; j < n; j++) {
        let total = 0;
        for (let k = 0; k < n; k++) total += a[j * n + k]! * x[k]!;
        into[j] = total;
      }
    },
  };
}

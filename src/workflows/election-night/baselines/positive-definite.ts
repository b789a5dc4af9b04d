/** Guards covariance matrices of units: a Cholesky factor exists, or a sentence says why not and what was done. */
import { cholesky, symmetricEigen } from "../../../math/index.js";
import { findInSampleTrap } from "./unit-residuals.js";
import type { UnitResiduals } from "./unit-residuals.js";

export interface Guarded {
  readonly covariance: Float64Array;
  /** Undefined where the matrix was positive definite as it came. */
  readonly message?: string;
}

/** Eigenvalues of larger matrices take too long for a night; those are shifted and not clipped. */
const mostClipped = 400;

function shifted(matrix: Float64Array, n: number, shift: number): Float64Array {
  return matrix.map((value, place) => (place % (n + 1) === 0 ? value + shift : value));
}

/** The smallest eigenvalue, from below within a tenth: which multiple of I makes a factor possible. */
function smallestShift(matrix: Float64Array, n: number): number {
  let shift =
    1e-6 *
    matrix.reduce(
      (most, value, place) => (place % (n + 1) === 0 ? Math.max(most, value) : most),
      1e-300,
    );
  while (cholesky(shifted(matrix, n, shift), n) === undefined) shift *= 2;
  let low = shift / 2;
  while (shift / low > 1.1) {
    const middle = Math.sqrt(low * shift);
    if (cholesky(shifted(matrix, n, middle), n) === undefined) low = middle;
    else shift = middle;
  }
  return shift;
}

/** Eigenvalues below zero become a small positive one, and the variances are put back. */
export function clipEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const least = 1e-8 * Math.max(...values);
  const clipped = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++)
        sum += vectors[i * n + k]! * vectors[j * n + k]! * Math.max(least, values[k]!);
      clipped[i * n + j] = sum;
      clipped[j * n + i] = sum;
    }
  const scales = Float64Array.from({ length: n }, (_, i) =>
    Math.sqrt(matrix[i * n + i]! / clipped[i * n + i]!),
  );
  return clipped.map((value, place) => value * scales[Math.floor(place / n)]! * scales[place % n]!);
}

/** `residuals` are what the matrix was estimated from, perhaps of other units than its own `n`. */
export function guardCovariance(
  matrix: Float64Array,
  residuals: UnitResiduals,
  n: number = residuals.size.length,
): Guarded {
  if (cholesky(matrix, n) !== undefined) return { covariance: matrix };
  const trap = findInSampleTrap(residuals);
  const shift = smallestShift(matrix, n);
  const cause = trap ?? "the estimator does not make one positive definite";
  const found = `the covariance of the units is not positive definite, its smallest eigenvalue is about -${shift.toPrecision(2)}`;
  if (n <= mostClipped)
    return {
      covariance: clipEigenvalues(matrix, n),
      message: `${found} (${cause}); negative eigenvalues were set to zero and the variances put back, which leaves units right and sums of units too narrow`,
    };
  return {
    covariance: shifted(matrix, n, 1.1 * shift),
    message: `${found} (${cause}); ${(1.1 * shift).toPrecision(2)} was added to every variance`,
  };
}

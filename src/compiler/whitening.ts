/**
 * Coordinates in which common coefficients are nearly independent with unit scale: with the
 * approximate posterior precision A = L Lᵀ, beta = L⁻ᵀ theta (a QR of weighted, centred columns,
 * with the priors' precision added). A linear map, so its Jacobian is a constant.
 */
import { cholesky, solveLowerTransposed } from "../math/index.js";

/** Relative size of what is added to the diagonal where columns are collinear and priors flat. */
const firstRidge = 1e-9;

function factorOf(precision: Float64Array, n: number): Float64Array | undefined {
  for (let ridge = firstRidge; ridge < 1; ridge *= 10) {
    const matrix = precision.slice();
    for (let j = 0; j < n; j++) {
      const diagonal = precision[j * n + j]!;
      matrix[j * n + j] = diagonal + ridge * Math.max(diagonal, 1e-12);
    }
    const factor = cholesky(matrix, n);
    if (factor) return factor;
  }
  return undefined;
}

/** Columns of L⁻ᵀ for the row-major precision matrix; undefined when its entries overflow. */
export function whiteningColumns(
  precision: Float64Array,
  n: number,
): readonly Float64Array[] | undefined {
  const factor = factorOf(precision, n);
  if (!factor) return undefined;
  return Array.from({ length: n }, (_, j) => {
    const column = new Float64Array(n);
    column[j] = 1;
    solveLowerTransposed(factor, n, column);
    return column;
  });
}

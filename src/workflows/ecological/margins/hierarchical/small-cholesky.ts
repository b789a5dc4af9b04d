/** Cholesky factors of matrices of a few rows, in place, with the slope back through them. */

/** Overwrites the lower triangle of a positive definite matrix, `matrix[row * size + column]`, by its factor L. */
export function factorInPlace(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k]! * matrix[column * size + k]!;
      matrix[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / matrix[column * size + column]!;
    }
}

/** Solves (L + shift I) x = b in place. */
export function solveLower(
  factor: Float64Array,
  size: number,
  shift: number,
  x: Float64Array,
): void {
  for (let row = 0; row < size; row++) {
    let sum = x[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * x[k]!;
    x[row] = sum / (factor[row * size + row]! + shift);
  }
}

/** Solves (L + shift I)' x = b in place. */
export function solveUpper(
  factor: Float64Array,
  size: number,
  shift: number,
  x: Float64Array,
): void {
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row]!;
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * x[k]!;
    x[row] = sum / (factor[row * size + row]! + shift);
  }
}

/**
 * Overwrites the slope with respect to L, lower triangular, by that with respect to the matrix, symmetric:
 * L^-T sym(Phi(L' slope)) L^-1, with Phi the lower triangle and half the diagonal (Murray 2016, equation 10).
 */
export function slopeOfMatrix(factor: Float64Array, size: number, slope: Float64Array): void {
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += factor[k * size + row]! * slope[k * size + column]!;
      slope[row * size + column] = sum / 2;
    }
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++)
      slope[column * size + row] = slope[row * size + column]!;
  for (let column = 0; column < size; column++)
    solveUpperStrided(factor, size, slope, column, size);
  for (let row = 0; row < size; row++) solveUpperStrided(factor, size, slope, row * size, 1);
}

/** Solves L'x = b in place, b being every stride-th number of the array from a place on. */
function solveUpperStrided(
  factor: Float64Array,
  size: number,
  x: Float64Array,
  from: number,
  stride: number,
): void {
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[from + row * stride]!;
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * x[from + k * stride]!;
    x[from + row * stride] = sum / factor[row * size + row]!;
  }
}

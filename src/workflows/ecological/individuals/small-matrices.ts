/** Covariances of few outcomes, of which some may not vary at all. */

/** Pivots below this part of a person are those of outcomes that are certain. */
const certain = 1e-9;

/** Lower factor of a positive semidefinite matrix; the columns of what does not vary are zero. */
export function choleskyInto(matrix: Float64Array, size: number, factor: Float64Array): void {
  factor.fill(0);
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j * size + j]!;
    for (let k = 0; k < j; k++) pivot -= factor[j * size + k]! * factor[j * size + k]!;
    if (pivot <= certain) continue;
    const root = Math.sqrt(pivot);
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = sum / root;
    }
  }
}

/** A solution x of A x = b with zeros where A has nothing, for b in the range of A. */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const l = new Float64Array(a.length);
  choleskyInto(a, size, l);
  const x = b.slice();
  for (let j = 0; j < size; j++) {
    const pivot = l[j * size + j]!;
    for (let k = 0; k < j; k++) x[j]! -= l[j * size + k]! * x[k]!;
    x[j] = pivot > 0 ? x[j]! / pivot : 0;
  }
  for (let j = size - 1; j >= 0; j--) {
    const pivot = l[j * size + j]!;
    for (let k = j + 1; k < size; k++) x[j]! -= l[k * size + j]! * x[k]!;
    x[j] = pivot > 0 ? x[j]! / pivot : 0;
  }
  return x;
}

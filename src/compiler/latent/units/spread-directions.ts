/** Columns of L with L Lᵀ the covariance of a unit's latents: the directions in which these spread. */

/** Pivots below this share of their variance are those of combinations that others determine. */
const smallestShare = 1e-12;

/**
 * Row-major lower triangle into row-major L, zero columns where a pivot is none; both d × d, the matrix packed.
 */
export function spreadDirections(packed: Float64Array, d: number, factor: Float64Array): void {
  factor.fill(0, 0, d * d);
  const entry = (i: number, j: number): number => packed[(i * (i + 1)) / 2 + j]!;
  for (let j = 0; j < d; j++) {
    let pivot = entry(j, j);
    for (let k = 0; k < j; k++) pivot -= factor[j * d + k]! * factor[j * d + k]!;
    if (!(pivot > smallestShare * entry(j, j))) continue;
    const root = Math.sqrt(pivot);
    factor[j * d + j] = root;
    for (let i = j + 1; i < d; i++) {
      let total = entry(i, j);
      for (let k = 0; k < j; k++) total -= factor[i * d + k]! * factor[j * d + k]!;
      factor[i * d + j] = total / root;
    }
  }
}

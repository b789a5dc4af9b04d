/**
 * What the corners of a composite design say beyond densities along the axes: the log density at v, in units
 * of the corners' distances, has besides those
 *
 *   Σ_{i<j} c_ij v_i v_j + Σ_k b_k v_k Σ_{i≠k} v_i² / (m − 1) + a Σ_{i<j} v_i² v_j² / (m (m − 1) / 2).
 *
 * Corners of resolution V give all of these by contrasts; b is how the room for the others changes along an
 * axis, which no density along a line can know.
 */
export interface CornerInteractions {
  /** c by pairs (1,0), (2,0), (2,1), ... */
  readonly pairs: Float64Array;
  readonly slopes: Float64Array;
  readonly level: number;
}

/** From signs of corners, and what the log density there has besides the densities along the axes. */
export function cornerInteractions(
  signs: readonly Float64Array[],
  residuals: Float64Array,
): CornerInteractions {
  const m = signs[0]!.length;
  const contrast = (sign: (corner: Float64Array) => number): number =>
    signs.reduce((total, corner, r) => total + sign(corner) * residuals[r]!, 0) / signs.length;
  const pairs: number[] = [];
  for (let i = 1; i < m; i++)
    for (let j = 0; j < i; j++) pairs.push(contrast((corner) => corner[i]! * corner[j]!));
  return {
    pairs: Float64Array.from(pairs),
    slopes: Float64Array.from({ length: m }, (_, k) => contrast((corner) => corner[k]!)),
    level: contrast(() => 1),
  };
}

/** Polynomials say nothing so far beyond the corners: positions end here. */
const farthest = 1.75;

/** At v, which is overwritten where it is too far out. */
export function interactionAt(
  { pairs, slopes, level }: CornerInteractions,
  v: Float64Array,
): number {
  const m = v.length;
  let squares = 0;
  for (let k = 0; k < m; k++) {
    v[k] = Math.max(-farthest, Math.min(farthest, v[k]!));
    squares += v[k]! * v[k]!;
  }
  let [total, products] = [0, 0];
  for (let i = 0, at = 0; i < m; i++) {
    const own = v[i]! * v[i]!;
    if (m > 1) total += (slopes[i]! * v[i]! * (squares - own)) / (m - 1);
    for (let j = 0; j < i; j++, at++) {
      total += pairs[at]! * v[i]! * v[j]!;
      products += own * v[j]! * v[j]!;
    }
  }
  return m > 1 ? total + (level * products) / ((m * (m - 1)) / 2) : total;
}

/** Coordinates w of a frame in which a density is nearly standard normal: theta = centre + root · w. */

/** Plain data, so that it can be sent to a thread. */
export interface AffineFrame {
  readonly centre: Float64Array;
  /** Row-major. */
  readonly root: Float64Array;
}

export function placeInFrame(
  { centre, root }: AffineFrame,
  w: Float64Array,
  into: Float64Array,
): void {
  const m = centre.length;
  for (let i = 0; i < m; i++) {
    let sum = centre[i]!;
    for (let k = 0; k < m; k++) sum += root[i * m + k]! * w[k]!;
    into[i] = sum;
  }
}

/** slopes in w = rootᵀ · slopes. */
export function pullIntoFrame(
  { centre, root }: AffineFrame,
  slopes: Float64Array,
  into: Float64Array,
): void {
  const m = centre.length;
  for (let k = 0; k < m; k++) {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += root[i * m + k]! * slopes[i]!;
    into[k] = sum;
  }
}

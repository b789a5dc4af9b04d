/** A log density in coordinates w of a frame that makes it nearly standard normal: theta = centre + root · w. */
import type { LogDensity } from "../../../target/index.js";

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

export function openAffineDensity(base: LogDensity, frame: AffineFrame): LogDensity {
  const position = new Float64Array(base.dimension);
  const slopes = new Float64Array(base.dimension);
  return {
    dimension: base.dimension,
    logDensityAndGradient(w, gradient) {
      placeInFrame(frame, w, position);
      const value = base.logDensityAndGradient(position, slopes);
      pullIntoFrame(frame, slopes, gradient);
      return value;
    },
  };
}

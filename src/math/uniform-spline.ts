/** Natural cubic splines over evenly spaced knots, with first and second derivatives. */

export interface UniformSpline {
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
  /** Second derivatives at the knots. */
  readonly curvatures: Float64Array;
}

/** Needs two knots at least. */
export function uniformSpline(start: number, step: number, values: Float64Array): UniformSpline {
  const n = values.length;
  const curvatures = new Float64Array(n);
  const scratch = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const pivot = curvatures[i - 1]! / 2 + 2;
    const bend = (values[i + 1]! - 2 * values[i]! + values[i - 1]!) / (step * step);
    curvatures[i] = -0.5 / pivot;
    scratch[i] = (3 * bend - scratch[i - 1]! / 2) / pivot;
  }
  curvatures[n - 1] = 0;
  for (let i = n - 2; i > 0; i--) curvatures[i] = curvatures[i]! * curvatures[i + 1]! + scratch[i]!;
  curvatures[0] = 0;
  return { start, step, values, curvatures };
}

export interface SplineValue {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** A straight line beyond the ends. */
export function evaluateSpline(spline: UniformSpline, x: number): SplineValue {
  const { start, step, values, curvatures } = spline;
  const last = values.length - 2;
  const place = (x - start) / step;
  const inside = Math.min(Math.max(place, 0), last + 1);
  const i = Math.min(Math.floor(inside), last);
  const b = inside - i;
  const a = 1 - b;
  const low = curvatures[i]!;
  const high = curvatures[i + 1]!;
  const bend = ((a * a * a - a) * low + (b * b * b - b) * high) * step * step;
  const tilt = ((1 - 3 * a * a) * low + (3 * b * b - 1) * high) * step;
  const slope = (values[i + 1]! - values[i]!) / step + tilt / 6;
  return {
    value: a * values[i]! + b * values[i + 1]! + bend / 6 + slope * step * (place - inside),
    slope,
    curvature: place === inside ? a * low + b * high : 0,
  };
}

/** Moments of the coordinates of a proposal as the nested Laplace approximation has them. */
import {
  type ConditionalStart,
  type LaplaceApproximation,
  type PointEvaluator,
  coordinatesOf,
  type ProposalCoordinates,
  momentsOf,
  type Moments,
} from "../laplace/index.js";

/** d v / d theta at the centre of each scale: tanh u, where sinh u = 1. */
const slopeAtCentre = Math.SQRT1_2;

/** Of theta's coordinates: those of the integration points, or by the curvature where they are too few. */
export function thetaMoments(
  coordinates: ProposalCoordinates,
  { points, coordinates: standard, optimum }: LaplaceApproximation,
): Moments {
  const m = optimum.theta.length;
  if (points.length > 2 * m && m > 0)
    return momentsOf(
      points.map(({ theta }) => coordinatesOf(coordinates, theta)),
      Float64Array.from(points, ({ weight }) => weight),
    );
  const slope = Float64Array.from({ length: m }, (_, k) =>
    coordinates.scales.includes(k) ? slopeAtCentre : 1,
  );
  return {
    mean: coordinatesOf(coordinates, optimum.theta),
    covariance: standard.covariance.map(
      (entry, at) => entry * slope[Math.floor(at / m)]! * slope[at % m]!,
    ),
  };
}

/** Of theta's coordinates and the latents from `first` on, given which the rest is integrated. */
export function jointMoments(
  coordinates: ProposalCoordinates,
  approximation: LaplaceApproximation,
  evaluator: PointEvaluator,
  start: ConditionalStart,
  first: number,
): Moments {
  const { mean: v, covariance } = thetaMoments(coordinates, approximation);
  const m = v.length;
  const { system } = evaluator.density.conditional;
  const n = system.target.latentCount;
  const size = m + n - first;
  // d x / d v: the tangent of the mode, by the slope of theta in v at the mode.
  const slopes = evaluator
    .tangent(start.theta, start.mode)
    .slopes.map((slope, k) =>
      coordinates.scales.includes(k) ? slope.map((entry) => entry / slopeAtCentre) : slope,
    );
  const mean = new Float64Array(size);
  mean.set(v);
  for (let j = first; j < n; j++)
    for (const { weight, mean: own } of approximation.points)
      mean[m + j - first]! += weight * own[j]!;
  const joint = new Float64Array(size * size);
  const slopeOf = (i: number, k: number): number =>
    i < m ? (i === k ? 1 : 0) : slopes[k]![first + i - m]!;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < m; k++)
        for (let l = 0; l < m; l++)
          joint[i * size + j]! += slopeOf(i, k) * covariance[k * m + l]! * slopeOf(j, l);
  for (let j = first; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    system.solve(unit);
    for (let i = first; i < n; i++) joint[(m + i - first) * size + m + j - first]! += unit[i]!;
  }
  return { mean, covariance: joint };
}

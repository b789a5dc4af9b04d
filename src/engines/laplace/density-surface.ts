/** A log density that stands for the evaluated one between its points. */
import { cholesky, solveLower } from "../../math/index.js";
import type { EvaluatedDensity } from "./evaluated-density.js";
import { fitPolynomial } from "./polynomial-surface.js";
import type { Moments } from "./weighted-moments.js";

/** Evaluated points for each term of the polynomial. */
const pointsPerTerm = 4;
/** What keeps points of next to no weight in the polynomial. */
const leastWeight = 1e-3;
/** Beyond this distance from the mean, in sds, the polynomial is followed no more: a normal takes over. */
const farthest = (m: number): number => Math.sqrt(m) + 2.5;

/** By points of which the heaviest has weight 1, with these moments; undefined where they do not determine it. */
export function fitSurface(
  { points, logs }: EvaluatedDensity,
  weights: Float64Array,
  { mean, covariance }: Moments,
): ((v: Float64Array) => number) | undefined {
  const m = mean.length;
  const factor = cholesky(covariance, m);
  if (factor === undefined) return undefined;
  const standardise = (v: Float64Array, z: Float64Array): void => {
    for (let k = 0; k < m; k++) z[k] = v[k]! - mean[k]!;
    solveLower(factor, m, z);
  };
  const standard = points.map((v) => {
    const z = new Float64Array(m);
    standardise(v, z);
    return z;
  });
  const used = weights.map((weight) => Math.sqrt(weight) + leastWeight);
  const known = { points: standard, values: logs, weights: used };
  const polynomial = fitPolynomial(known, points.length / pointsPerTerm);
  if (polynomial === undefined) return undefined;
  const limit = farthest(m);
  const z = new Float64Array(m);
  return (v) => {
    standardise(v, z);
    let square = 0;
    for (let k = 0; k < m; k++) square += z[k]! * z[k]!;
    const beyond = square - limit * limit;
    if (!(beyond > 0)) return polynomial(z);
    const inwards = limit / Math.sqrt(square);
    for (let k = 0; k < m; k++) z[k]! *= inwards;
    return polynomial(z) - 0.5 * beyond;
  };
}

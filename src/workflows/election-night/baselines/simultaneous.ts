/**
 * Simultaneous intervals of Hotelling's T² for all sums aᵀx at once (Scheffé). With n vectors of q numbers and S their
 * covariance with divisor n - 1, c² = q (n - 1) / (n - q) · F(q, n - q): the mean's intervals are
 * aᵀx̄ ± √(c² aᵀSa / n), those of a new vector √(c² aᵀSa (1 + 1/n)). Both need n > q.
 */
import { fisherQuantile } from "../quantiles.js";

export interface SimultaneousRegion {
  readonly kind: "region";
  readonly mean: Float64Array;
  /** Row-major, divisor n - 1. */
  readonly covariance: Float64Array;
  /** c². */
  readonly squaredRadius: number;
  readonly count: number;
}

export interface UndefinedRegion {
  readonly kind: "undefined";
  readonly message: string;
}

function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let j = 0; j < mean.length; j++) mean[j]! += vector[j]!;
  return mean.map((sum) => sum / vectors.length);
}

function covarianceOf(vectors: readonly Float64Array[], mean: Float64Array): Float64Array {
  const q = mean.length;
  const sums = new Float64Array(q * q);
  for (const vector of vectors)
    for (let i = 0; i < q; i++)
      for (let j = 0; j < q; j++)
        sums[i * q + j]! += (vector[i]! - mean[i]!) * (vector[j]! - mean[j]!);
  return sums.map((sum) => sum / (vectors.length - 1));
}

/** `unit` and `vector` name the numbers of a vector and the vectors in messages: precincts of elections. */
export function simultaneousRegion(
  vectors: readonly Float64Array[],
  level: number,
  [unit, vector]: readonly [string, string] = ["precincts", "elections"],
): SimultaneousRegion | UndefinedRegion {
  const n = vectors.length;
  const q = vectors[0]?.length ?? 0;
  if (n <= q)
    return {
      kind: "undefined",
      message:
        `Hotelling's T² needs more ${vector} than ${unit}, and there are ${n} of ${q}: their covariance ` +
        `has rank ${Math.max(0, n - 1)} and cannot be inverted. Ask for intervals one by one, or for fewer sums of ${unit}.`,
    };
  const mean = meanOf(vectors);
  const squaredRadius = ((q * (n - 1)) / (n - q)) * fisherQuantile(level, q, n - q);
  return { kind: "region", mean, covariance: covarianceOf(vectors, mean), squaredRadius, count: n };
}

/** Of aᵀ times the mean, or of aᵀ times a new vector; all such intervals hold at once. */
export function simultaneousInterval(
  { mean, covariance, squaredRadius, count }: SimultaneousRegion,
  weights: Float64Array,
  of: "mean" | "new",
): { readonly low: number; readonly high: number } {
  const q = mean.length;
  let [centre, variance] = [0, 0];
  for (let i = 0; i < q; i++) {
    centre += weights[i]! * mean[i]!;
    for (let j = 0; j < q; j++) variance += weights[i]! * covariance[i * q + j]! * weights[j]!;
  }
  const share = of === "mean" ? 1 / count : 1 + 1 / count;
  const half = Math.sqrt(squaredRadius * variance * share);
  return { low: centre - half, high: centre + half };
}

/** Weighted means within groups and the squares about them, for Gaussian rows that merge. */
import { sumByGroup } from "./family-likelihood.js";

export interface GroupMeans {
  readonly mean: Float64Array;
  readonly weight: Float64Array;
  /** Σ weight (value − group mean)², per group. */
  readonly squares: Float64Array;
}

/** Two passes, so that squares are never differences of large numbers. */
export function weightedMeansByGroup(
  values: Float64Array,
  weights: Float64Array,
  group: Int32Array,
  groupCount: number,
): GroupMeans {
  const weight = sumByGroup(weights, group, groupCount);
  const mean = new Float64Array(groupCount);
  for (let i = 0; i < values.length; i++) {
    const total = weight[group[i]!]!;
    if (total > 0) mean[group[i]!]! += (weights[i]! / total) * values[i]!;
  }
  const squares = new Float64Array(groupCount);
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - mean[group[i]!]!;
    squares[group[i]!]! += weights[i]! * deviation * deviation;
  }
  return { mean, weight, squares };
}

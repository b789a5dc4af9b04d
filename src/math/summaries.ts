/** Weighted moments, quantiles and log-sum-exp of arrays of numbers. */
import { exp } from "./exponential.js";
import { log } from "./logarithm.js";

/** log Σ exp(x_i) without overflow; -Infinity for an empty or all -Infinity array. */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i]! > largest) largest = values[i]!;
  if (largest === -Infinity || largest === Infinity) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += exp(values[i]! - largest);
  return largest + log(sum);
}

/** Quantile of sorted values by linear interpolation between order statistics (type 7 of Hyndman & Fan). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const last = sorted.length - 1;
  if (last < 0) return NaN;
  const place = p * last;
  const below = Math.floor(place);
  if (below >= last) return sorted[last]!;
  const low = sorted[below]!;
  const share = place - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}

/** Σ w x / Σ w; weights default to one. */
export function weightedMean(values: ArrayLike<number>, weights?: ArrayLike<number>): number {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    if (weight === 0) continue;
    total += weight;
    sum += weight * values[i]!;
  }
  return sum / total;
}

/** Population standard deviation (divisor Σ w); weights default to one. Two passes. */
export function weightedStandardDeviation(
  values: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  const mean = weightedMean(values, weights);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    if (weight === 0) continue;
    const deviation = values[i]! - mean;
    total += weight;
    sum += weight * deviation * deviation;
  }
  return Math.sqrt(sum / total);
}

/**
 * Counts as normal with their own mean Σ w p and covariance Σ w (diag p − p pᵀ), in one dimension fewer than
 * there are outcomes; and, for two outcomes, the refinement by skewness with the correction for whole numbers.
 */
import type { Elementary } from "../elementary.js";
import { normalCdf } from "../normal-distribution.js";
import { openCountCovariance } from "./covariance.js";
import { mostOutcomes, type CountLikelihood, type UnitMembers } from "./unit-members.js";

const logTwoPi = 1.8378770664093453;
const inverseRootTwoPi = 0.3989422804014327;

/**
 * `ridge` is added to the variances: 1/12 is that of rounding to whole numbers and keeps the density of a count
 * that members all but determine below that of a probability.
 */
export function openNormalCounts(ridge: number, math: Elementary): CountLikelihood {
  const covariance = openCountCovariance(mostOutcomes, math);
  const residual = new Float64Array(mostOutcomes);
  const y = new Float64Array(mostOutcomes);
  const e = new Float64Array(mostOutcomes);
  const half = new Float64Array(mostOutcomes);
  return ({ probabilities: p, weights, counts }, slopes) => {
    const outcomes = counts.length;
    const n = outcomes - 1;
    covariance.clear(n, ridge);
    for (let j = 0; j < n; j++) residual[j] = counts[j]!;
    for (let i = 0; i < weights.length; i++) {
      covariance.add(p, i * outcomes, weights[i]!);
      for (let j = 0; j < n; j++) residual[j]! -= weights[i]! * p[i * outcomes + j]!;
    }
    const logDeterminant = covariance.invert();
    covariance.times(residual, y);
    let square = 0;
    for (let j = 0; j < n; j++) square += y[j]! * residual[j]!;
    for (let i = 0; i < weights.length; i++) {
      const row = i * outcomes;
      covariance.times(p.subarray(row, row + n), half);
      let yp = 0;
      for (let j = 0; j < n; j++) yp += y[j]! * p[row + j]!;
      let mean = 0;
      e[n] = 0;
      for (let j = 0; j < n; j++) {
        e[j] = y[j]! * (1 + 0.5 * y[j]! - yp) - 0.5 * covariance.inverse[j * n + j]! + half[j]!;
        mean += p[row + j]! * e[j]!;
      }
      for (let c = 0; c < outcomes; c++)
        slopes[row + c] = weights[i]! * p[row + c]! * (e[c]! - mean);
    }
    return -0.5 * (square + logDeterminant + n * logTwoPi);
  };
}

/** G(k + ½) − G(k − ½) with G(x) = Φ(x) + γ (1 − x²) φ(x) / 6; negative far out, where it is of no use. */
export function refinedNormal(unit: UnitMembers, math: Elementary): number {
  const { probabilities: p, weights, counts } = unit;
  let [mean, variance, third] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const q = p[2 * i]!;
    const v = weights[i]! * q * (1 - q);
    mean += weights[i]! * q;
    variance += v;
    third += v * (1 - 2 * q);
  }
  const sd = Math.sqrt(variance);
  const skewness = third / (variance * sd);
  const g = (k: number): number => {
    const x = (k - mean) / sd;
    const density = inverseRootTwoPi * math.exp(-0.5 * x * x);
    return normalCdf(x) + (skewness * (1 - x * x) * density) / 6;
  };
  return g(counts[0]! + 0.5) - g(counts[0]! - 0.5);
}

/** Pareto smoothed importance sampling of one row: draws weighted by one over its likelihood. */
import { deterministic, smoothRatios } from "../../math/index.js";

interface RowEstimate {
  readonly elpd: number;
  readonly lpd: number;
  readonly kHat: number;
  readonly mcse: number;
  readonly weights: Float64Array;
}

const { exp, log, log1p } = deterministic;

/** Logs of likelihoods further apart than this have a ratio that a number may not hold. */
const largestExponent = 700;

function impossible(draws: number): RowEstimate {
  const weights = new Float64Array(draws).fill(1 / draws);
  return { elpd: -Infinity, lpd: -Infinity, kHat: Infinity, mcse: NaN, weights };
}

export type Efficiency = (likelihood: Float64Array) => number;

/** 1 / likelihood, the largest being one. */
function inverseOf(
  likelihood: Float64Array,
  logLikelihood: Float64Array,
  [least, most]: readonly [number, number],
): Float64Array {
  const inverse = new Float64Array(likelihood.length);
  const smallest = exp(least - most);
  // Where a quotient can be had, an exponential is spared.
  if (most - least < largestExponent)
    for (let s = 0; s < inverse.length; s++) inverse[s] = smallest / likelihood[s]!;
  else for (let s = 0; s < inverse.length; s++) inverse[s] = exp(least - logLikelihood[s]!);
  return inverse;
}

/** Log of the mean likelihood under weights that sum to one. */
function logOfMean(
  weights: Float64Array,
  likelihood: Float64Array,
  logLikelihood: Float64Array,
  [least, most]: readonly [number, number],
): number {
  const near = most - least < largestExponent;
  let density = 0;
  if (near) for (let s = 0; s < weights.length; s++) density += weights[s]! * likelihood[s]!;
  else
    for (let s = 0; s < weights.length; s++)
      // About the least likelihood, where the weights are largest: the products then cannot all vanish.
      density += weights[s]! * exp(Math.min(logLikelihood[s]! - least, largestExponent));
  return (near ? most : least) + log(density);
}

export function leaveOneOutOfRow(logLikelihood: Float64Array, efficiency: Efficiency): RowEstimate {
  const draws = logLikelihood.length;
  const range = rangeOf(logLikelihood);
  const [least, most] = range;
  if (least === -Infinity) return impossible(draws);
  const likelihood = new Float64Array(draws);
  for (let s = 0; s < draws; s++) likelihood[s] = exp(logLikelihood[s]! - most);
  const relative = efficiency(likelihood);
  const weights = inverseOf(likelihood, logLikelihood, range);
  const kHat = smoothRatios(weights, relative);
  let [total, all] = [0, 0];
  for (let s = 0; s < draws; s++) {
    all += weights[s]!;
    total += likelihood[s]!;
  }
  for (let s = 0; s < draws; s++) weights[s] = weights[s]! / all;
  const elpd = logOfMean(weights, likelihood, logLikelihood, range);
  const left = exp(elpd - most);
  let variance = 0;
  for (let s = 0; s < draws; s++) {
    const term = weights[s]! * (likelihood[s]! - left);
    variance += term * term;
  }
  return {
    elpd,
    lpd: most + log(total / draws),
    kHat,
    mcse: Math.sqrt(log1p(variance / relative / (left * left))),
    weights,
  };
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let s = 0; s < values.length; s++) {
    const value = values[s]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

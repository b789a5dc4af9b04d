/** Moments and quantiles of weighted draws, and the Monte Carlo error of their mean. */
import { weightedMean, weightedStandardDeviation } from "../../math/index.js";
import { summaryOf, type MarginalSummary, type WeightedMarginal } from "./marginal.js";

/** Interpolated between draws, each of which stands in the middle of its weight. */
function quantileOf({ values, weights }: WeightedMarginal): (p: number) => number {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const sorted = Float64Array.from(order, (at) => values[at]!);
  const places = new Float64Array(sorted.length);
  let below = 0;
  order.forEach((at, i) => {
    places[i] = below + weights[at]! / 2;
    below += weights[at]!;
  });
  return (p) => {
    let low = 0;
    let high = sorted.length - 1;
    if (!(p > places[low]!)) return sorted[low]!;
    if (!(p < places[high]!)) return sorted[high]!;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (places[middle]! > p) high = middle;
      else low = middle;
    }
    const width = places[high]! - places[low]!;
    const share = width > 0 ? (p - places[low]!) / width : 0;
    return sorted[low]! + share * (sorted[high]! - sorted[low]!);
  };
}

/** The weight of the draws below a value, and half of that at it. */
export function weightedBelow({ values, weights }: WeightedMarginal, value: number): number {
  let below = 0;
  for (let i = 0; i < values.length; i++)
    if (values[i]! <= value) below += values[i]! < value ? weights[i]! : weights[i]! / 2;
  return below;
}

/** Errors are compared between so many runs of draws that follow each other, or up to twice as many. */
const fewestRuns = 24;

/** A power of two, as runs of so many points of the sequence are spread most evenly; whole pairs. */
function runLength(draws: number): number {
  let length = 2;
  while (2 * length * fewestRuns <= draws) length *= 2;
  return length;
}

/**
 * From the differences of Σ w (v − mean) between runs of draws and those that follow (von Neumann 1941): what all draws
 * of one proposal have in common is balanced by those of others, and no error. How evenly the draws of a run are spread
 * is counted, and how evenly runs are is not, so that the true error is somewhat smaller.
 */
function errorOfMean({ values, weights }: WeightedMarginal, mean: number): number {
  const length = runLength(values.length);
  const runs = Math.floor(values.length / length);
  let [total, before] = [0, 0];
  for (let run = 0; run < runs; run++) {
    let sum = 0;
    for (let i = run * length; i < (run + 1) * length; i++)
      sum += weights[i]! * (values[i]! - mean);
    if (run > 0) total += (sum - before) * (sum - before);
    before = sum;
  }
  return Math.sqrt((0.5 * total * (values.length / length)) / (runs - 1));
}

export function summariseWeighted(
  marginal: WeightedMarginal,
  probability: number,
): MarginalSummary {
  const { values, weights } = marginal;
  const mean = weightedMean(values, weights);
  const sd = weightedStandardDeviation(values, weights);
  return {
    ...summaryOf({ mean, sd, mode: NaN }, quantileOf(marginal), probability),
    mcseMean: errorOfMean(marginal, mean),
  };
}

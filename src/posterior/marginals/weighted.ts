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

/** √ Σ (Σ w (v − mean))² over pairs: what a pair has in common is counted once. */
function errorOfMean({ values, weights }: WeightedMarginal, mean: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 2) {
    const pair = weights[i]! * (values[i]! - mean) + weights[i + 1]! * (values[i + 1]! - mean);
    total += pair * pair;
  }
  return Math.sqrt(total);
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

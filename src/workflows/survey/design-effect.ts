/** What unequal weights cost: Kish's design effect and effective sample size (Kish 1965, 1992). */

export interface WeightSummary {
  readonly respondents: number;
  readonly total: number;
  /** Of the weights of respondents, relative to their mean. */
  readonly smallest: number;
  readonly largest: number;
  /** n Σw² / (Σw)² = 1 + cv²(w). */
  readonly designEffect: number;
  /** (Σw)² / Σw². */
  readonly effectiveSize: number;
}

/** Weights of rows that stand for so many respondents each; rows of none do not count. */
export function summariseWeights(weights: Float64Array, counts: Float64Array): WeightSummary {
  let respondents = 0;
  let total = 0;
  let squares = 0;
  let smallest = Infinity;
  let largest = 0;
  for (let row = 0; row < weights.length; row++) {
    const [weight, count] = [weights[row]!, counts[row]!];
    if (count === 0) continue;
    respondents += count;
    total += count * weight;
    squares += count * weight * weight;
    smallest = Math.min(smallest, weight);
    largest = Math.max(largest, weight);
  }
  const mean = total / respondents;
  return {
    respondents,
    total,
    smallest: smallest / mean,
    largest: largest / mean,
    designEffect: (respondents * squares) / (total * total),
    effectiveSize: (total * total) / squares,
  };
}

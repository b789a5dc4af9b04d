/** Units for the tests of count likelihoods, and their slopes by differences. */
import { openStream } from "../../../src/math/index.js";
import type { CountLikelihood, UnitMembers } from "../../../src/math/poisson-binomial/index.js";

/** Members' probabilities as the softmax of scores, members × outcomes. */
export function softmaxRows(scores: Float64Array, outcomes: number): Float64Array {
  const p = Float64Array.from(scores, Math.exp);
  for (let row = 0; row < p.length; row += outcomes) {
    const total = p.subarray(row, row + outcomes).reduce((sum, one) => sum + one, 0);
    for (let c = 0; c < outcomes; c++) p[row + c]! /= total;
  }
  return p;
}

export function randomScores(seed: number, length: number, spread: number): Float64Array {
  const stream = openStream(seed, "scores", 0);
  return Float64Array.from({ length }, () => spread * (2 * stream.uniform() - 1));
}

/** Two kinds of people, near .1 and .9 of a 45/55 mixture: voters sorted as by party. */
export function sortedVoters(n: number, seed: number): UnitMembers {
  const stream = openStream(seed, "voters", 0);
  const probabilities = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const p = (stream.uniform() < 0.45 ? 0.1 : 0.9) + 0.16 * (stream.uniform() - 0.5);
    probabilities[2 * i] = p;
    probabilities[2 * i + 1] = 1 - p;
  }
  return { probabilities, weights: new Float64Array(n).fill(1), counts: new Float64Array(2) };
}

export function momentsOf({ probabilities, weights }: UnitMembers): { mean: number; sd: number } {
  let [mean, variance] = [0, 0];
  weights.forEach((w, i) => {
    const p = probabilities[2 * i]!;
    mean += w * p;
    variance += w * p * (1 - p);
  });
  return { mean, sd: Math.sqrt(variance) };
}

export function valueOf(likelihood: CountLikelihood, unit: UnitMembers): number {
  return likelihood(unit, new Float64Array(unit.probabilities.length));
}

/** Largest |slope − fourth-order difference| relative to the largest slope. */
export function slopeError(
  likelihood: CountLikelihood,
  scores: Float64Array,
  { weights, counts }: Pick<UnitMembers, "weights" | "counts">,
  step = 1e-3,
): number {
  const outcomes = counts.length;
  const at = (k: number, shift: number): number => {
    const moved = Float64Array.from(scores);
    moved[k]! += shift;
    return valueOf(likelihood, { probabilities: softmaxRows(moved, outcomes), weights, counts });
  };
  const slopes = new Float64Array(scores.length);
  likelihood({ probabilities: softmaxRows(scores, outcomes), weights, counts }, slopes);
  const largest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 1);
  let worst = 0;
  for (let k = 0; k < scores.length; k++) {
    const near = at(k, step) - at(k, -step);
    const far = at(k, 2 * step) - at(k, -2 * step);
    worst = Math.max(worst, Math.abs(slopes[k]! - (8 * near - far) / (12 * step)));
  }
  return worst / largest;
}

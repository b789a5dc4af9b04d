/** Rank normalisation (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021). */
import { normalQuantile } from "../../math/index.js";
import { sortOrder } from "./sort-order.js";

/** Normal scores of every possible rank of `count` draws: entry 2r − 2 for rank r, halves for ties. */
export function rankScores(count: number): Float64Array {
  const scores = new Float64Array(2 * count - 1);
  for (let index = 0; index < scores.length; index++)
    scores[index] = normalQuantile(((index + 2) / 2 - 3 / 8) / (count + 1 / 4));
  return scores;
}

/**
 * Replaces every draw by Φ⁻¹((rank − 3/8) / (S + 1/4)), ranks over all S draws, ties averaged.
 * `scores` is `rankScores(S)`, `order` the sorting order of the draws where that is known.
 */
export function rankNormalise(
  values: Float64Array,
  scores: Float64Array,
  order: Uint32Array = sortOrder(values),
): Float64Array {
  const count = values.length;
  const normalised = new Float64Array(count);
  for (let first = 0, end = 0; first < count; first = end) {
    const value = values[order[first]!]!;
    while (end < count && values[order[end]!] === value) end++;
    // Ranks first + 1 … end, whose average has index first + end − 1 in the table of scores.
    for (let i = first; i < end; i++) normalised[order[i]!] = scores[first + end - 1]!;
  }
  return normalised;
}

/** |x − median|, which turns a question about scale into one about location. */
export function foldAbout(values: Float64Array, median: number): Float64Array {
  const folded = new Float64Array(values.length);
  for (let i = 0; i < folded.length; i++) folded[i] = Math.abs(values[i]! - median);
  return folded;
}

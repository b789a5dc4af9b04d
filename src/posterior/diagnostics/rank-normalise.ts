/** Rank normalisation (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021). */
import { normalQuantile } from "../../math/index.js";

/** Normal scores of every possible rank of `count` draws: entry 2r − 2 for rank r, halves for ties. */
export function rankScores(count: number): Float64Array {
  return Float64Array.from({ length: 2 * count - 1 }, (_, index) =>
    normalQuantile(((index + 2) / 2 - 3 / 8) / (count + 1 / 4)),
  );
}

/** Number of entries of the sorted values below `value`, or not above it when `inclusive`. */
function countBelow(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = sorted[middle]!;
    if (entry < value || (inclusive && entry === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Replaces every draw by Φ⁻¹((rank − 3/8) / (S + 1/4)), ranks over all S draws, ties averaged.
 * `sorted` holds the same draws in ascending order, `scores` is `rankScores(S)`.
 */
export function rankNormalise(
  values: Float64Array,
  sorted: Float64Array,
  scores: Float64Array,
): Float64Array {
  return values.map((value) => {
    const below = countBelow(sorted, value, false);
    let last = below;
    if (sorted[below + 1] === value) last = countBelow(sorted, value, true) - 1;
    // Ranks below + 1 … last + 1, whose average has index below + last in the table of scores.
    return scores[below + last]!;
  });
}

/** |x − median|, which turns a question about scale into one about location. */
export function foldAbout(values: Float64Array, median: number): Float64Array {
  return values.map((value) => Math.abs(value - median));
}

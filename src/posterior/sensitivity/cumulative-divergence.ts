/** The cumulative Jensen-Shannon distance between draws and the same draws weighted (Nguyen & Vreeken 2015). */
import { deterministic } from "../../math/index.js";

const { log } = deterministic;

/** p log2(p / ((p + q) / 2)), zero at zero. */
function term(p: number, q: number): number {
  return p > 0 ? (p * log((2 * p) / (p + q))) / Math.LN2 : 0;
}

/** In one direction, over ascending values; the root of the divergence over its upper bound. */
function distance(sorted: Float64Array, weights: Float64Array): number {
  const n = sorted.length;
  let [p, q, both, bound] = [0, 0, 0, 0];
  for (let i = 0; i < n - 1; i++) {
    p += 1 / n;
    q += weights[i]!;
    const width = sorted[i + 1]! - sorted[i]!;
    // The integrals of p − q, which each direction adds, cancel out.
    both += width * (term(p, q) + term(q, p));
    bound += width * (p + q);
  }
  return bound > 0 ? Math.sqrt(Math.max(0, both) / bound) : 0;
}

/**
 * The greater of the distances of values and of their negatives, as the distance knows left from right;
 * weights sum to one.
 */
export function cumulativeDistance(values: Float64Array, weights: Float64Array): number {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const sorted = Float64Array.from(order, (at) => values[at]!);
  const weighted = Float64Array.from(order, (at) => weights[at]!);
  const mirrored = sorted.map((value) => -value).reverse();
  return Math.max(distance(sorted, weighted), distance(mirrored, weighted.reverse()));
}

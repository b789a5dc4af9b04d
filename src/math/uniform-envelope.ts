/**
 * Whether values are uniform on (0, 1): the simultaneous envelope of their empirical distribution
 * function and its exact p value (Säilynoja, Bürkner & Vehtari 2022, arXiv 2103.10522).
 */
import { exp } from "./exponential.js";
import { log, log1p } from "./logarithm.js";

export interface EnvelopeResult {
  /** 2 min over z of the smaller tail probability of the count below z; small where far from uniform. */
  readonly gamma: number;
  /** Probability that as many uniform values have a gamma that is as small. */
  readonly p: number;
  /** (count − N z) / √(N z (1 − z)) at every z of the grid. */
  readonly differences: Float64Array;
}

/** More points of the grid than this add work and next to no power. */
const mostPoints = 100;

/** Binomial probabilities that tie but were computed from different tails agree to this. */
const tieTolerance = 1e-9;

/** Gamma of one point's count, at every count from 0 to N. */
function pointwiseGamma(count: number, z: number, logFactorials: Float64Array): Float64Array {
  const mass = new Float64Array(count + 1);
  const [below, above] = [log(z), log1p(-z)];
  for (let c = 0; c <= count; c++) {
    const ways = logFactorials[count]! - logFactorials[c]! - logFactorials[count - c]!;
    mass[c] = exp(ways + c * below + (count - c) * above);
  }
  const gamma = new Float64Array(count + 1);
  for (let c = 0, sum = 0; c <= count; c++) gamma[c] = sum += mass[c]!;
  for (let c = count, sum = 0; c >= 0; c--) {
    sum += mass[c]!;
    gamma[c] = 2 * Math.min(gamma[c]!, sum);
  }
  return gamma;
}

function logFactorialsUpTo(count: number): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let i = 2; i <= count; i++) sums[i] = sums[i - 1]! + log(i);
  return sums;
}

/**
 * P(every count stays where its gamma is above `gamma`). Counts between grid points are Poisson
 * given their total, so that a path's weight is a product of Poisson probabilities.
 */
function probabilityInside(
  gamma: number,
  points: readonly Float64Array[],
  steps: Float64Array,
): number {
  const count = steps.length - 1;
  const bound = gamma * (1 + tieTolerance);
  let before = new Float64Array(count + 1);
  before[0] = 1;
  let [low, high] = [0, 0];
  for (const gammas of points) {
    const after = new Float64Array(count + 1);
    for (let c = low; c <= count; c++) {
      if (!(gammas[c]! > bound)) continue;
      let total = 0;
      for (let from = low; from <= Math.min(high, c); from++)
        total += before[from]! * steps[c - from]!;
      after[c] = total;
    }
    before = after;
    while (low < count && before[low] === 0) low++;
    high = count;
    while (high > low && before[high] === 0) high--;
  }
  let ended = 0;
  for (let from = low; from <= high; from++) ended += before[from]! * steps[count - from]!;
  return ended;
}

/** What the test of `count` values rests on; their counts are taken at even steps, at most 100. */
function openGrid(count: number) {
  const size = Math.max(2, Math.min(count, mostPoints));
  const logFactorials = logFactorialsUpTo(count);
  const grid = Float64Array.from({ length: size - 1 }, (_, i) => (i + 1) / size);
  const points = Array.from(grid, (z) => pointwiseGamma(count, z, logFactorials));
  const rate = count / size;
  const steps = Float64Array.from({ length: count + 1 }, (_, n) =>
    exp(n * log(rate) - rate - logFactorials[n]!),
  );
  const total = exp(count * log(count) - count - logFactorials[count]!);
  const inside = (gamma: number): number => probabilityInside(gamma, points, steps) / total;
  return { grid, points, inside };
}

/** Opens the test of `count` values. */
export function openEnvelope(count: number): (values: ArrayLike<number>) => EnvelopeResult {
  const { grid, points, inside } = openGrid(count);
  return (values) => {
    const sorted = Float64Array.from(values).sort();
    const differences = new Float64Array(grid.length);
    let gamma = Infinity;
    for (let i = 0, below = 0; i < grid.length; i++) {
      const z = grid[i]!;
      while (below < count && sorted[below]! <= z) below++;
      gamma = Math.min(gamma, points[i]![below]!);
      differences[i] = (below - count * z) / Math.sqrt(count * z * (1 - z));
    }
    return { gamma, p: Math.min(1, Math.max(0, 1 - inside(gamma))), differences };
  };
}

export interface EnvelopeBand {
  readonly z: Float64Array;
  /** Least and greatest share of the values at or below z that are inside. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Halvings of the logarithm of gamma between α / 100 and α, where it is for up to 100 points. */
const halvings = 14;

/** Where the distribution function of `count` uniform values stays with the probability 1 − α, at all points at once. */
export function envelopeBand(count: number, alpha: number): EnvelopeBand {
  const { grid, points, inside } = openGrid(count);
  let [low, high] = [alpha / 100, alpha];
  for (let halving = 0; halving < halvings; halving++) {
    const middle = Math.sqrt(low * high);
    if (inside(middle) >= 1 - alpha) low = middle;
    else high = middle;
  }
  const isInside = (gamma: number): boolean => gamma > low * (1 + tieTolerance);
  return {
    z: grid,
    lower: grid.map((_, i) => points[i]!.findIndex(isInside) / count),
    upper: grid.map((_, i) => points[i]!.findLastIndex(isInside) / count),
  };
}

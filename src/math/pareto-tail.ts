/** Pareto smoothing of importance ratios, and the shape of their tail (Vehtari et al. 2024). */
import { exp, expm1 } from "./exponential.js";
import { log, log1p } from "./logarithm.js";

interface Pareto {
  readonly k: number;
  readonly sigma: number;
}

/** Generalised Pareto fit to ascending exceedances (Zhang & Stephens 2009), k drawn a little towards 0.5. */
function fitPareto(exceedances: Float64Array): Pareto {
  const n = exceedances.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = exceedances[Math.floor(n / 4 + 0.5) - 1]!;
  const largest = exceedances[n - 1]!;
  const shapeAt = (theta: number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) total += log1p(-theta * exceedances[i]!);
    return total / n;
  };
  const thetas = Float64Array.from(
    { length: grid },
    (_, j) => 1 / largest + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const logs = thetas.map((theta) => {
    const k = shapeAt(theta);
    return n * (log(-theta / k) - k - 1);
  });
  let theta = 0;
  for (let j = 0; j < grid; j++) {
    let inverse = 0;
    for (let i = 0; i < grid; i++) inverse += exp(logs[i]! - logs[j]!);
    theta += thetas[j]! / inverse;
  }
  const k = shapeAt(theta);
  return { k: (k * n + 5) / (n + 10), sigma: -k / theta };
}

export interface SmoothedWeights {
  /** Sum to one. */
  readonly weights: Float64Array;
  /**
   * Shape of the tail: below 0.5 is good, above 0.7 the weights are not to be used. -Infinity where the
   * tail is level, so that nothing had to be smoothed; Infinity where there is no fit to it.
   */
  readonly kHat: number;
}

const fewestInTail = 5;
/** Of the largest weight, which is 1: logs of densities that ought to be equal differ by so much. */
const rounding = 1e-12;

/** The `count` largest in ascending order; of equal ones the later are the larger. */
function tailOf(weights: Float64Array, sorted: Float64Array, count: number): number[] {
  const lowest = sorted[sorted.length - count]!;
  const tail: number[] = [];
  for (let i = 0; i < weights.length; i++) if (weights[i]! > lowest) tail.push(i);
  for (let i = weights.length - 1; tail.length < count; i--)
    if (weights[i]! === lowest) tail.push(i);
  return tail.sort((a, b) => weights[a]! - weights[b]! || a - b);
}

/** Replaces the tail by quantiles of the Pareto fitted to it, and returns its shape. */
function smoothTail(weights: Float64Array, tail: readonly number[], cut: number): number {
  const exceedances = Float64Array.from(tail, (at) => weights[at]! - cut);
  const largest = exceedances[tail.length - 1]!;
  if (largest < rounding || largest - exceedances[0]! < rounding * largest) return -Infinity;
  const { k, sigma } = fitPareto(exceedances);
  if (!Number.isFinite(k)) return Infinity;
  tail.forEach((at, i) => {
    const p = (i + 0.5) / tail.length;
    const expected = (sigma * expm1(-k * log1p(-p))) / k;
    weights[at] = Math.min(1, cut + expected);
  });
  return k;
}

/**
 * Weights from the logs of importance ratios; NaN and -Infinity count as zero. `relativeEfficiency` is
 * how many independent draws one draw is worth: dependent ones have a longer tail smoothed.
 */
export function smoothWeights(logRatios: Float64Array, relativeEfficiency = 1): SmoothedWeights {
  const size = logRatios.length;
  const largest = logRatios.reduce((most, value) => (value > most ? value : most), -Infinity);
  const weights = logRatios.map((value) => (value === value ? exp(value - largest) : 0));
  const count = Math.ceil(Math.min(0.2 * size, 3 * Math.sqrt(size / relativeEfficiency)));
  let kHat = Infinity;
  if (count >= fewestInTail) {
    const sorted = weights.slice().sort();
    kHat = smoothTail(weights, tailOf(weights, sorted, count), sorted[size - count - 1]!);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights: weights.map((weight) => weight / total), kHat };
}

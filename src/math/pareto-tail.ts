/** Pareto smoothing of importance ratios, and the shape of their tail (Vehtari et al. 2024). */
import { exp, expm1 } from "./exponential.js";
import { log, log1p } from "./logarithm.js";
import { valueAtRank } from "./value-at-rank.js";

interface Pareto {
  readonly k: number;
  readonly sigma: number;
}

/** Products between this and its inverse can take another factor that is between them too. */
const largestProduct = 1e150;

/** Σ log(1 − θ x) by a logarithm of many factors at once; every θ x is below one. */
function sumOfLogs(theta: number, values: Float64Array): number {
  let [sum, product] = [0, 1];
  for (let i = 0; i < values.length; i++) {
    const factor = 1 - theta * values[i]!;
    if (factor > largestProduct) sum += log(factor);
    else product *= factor;
    if (product > largestProduct || product < 1 / largestProduct) {
      sum += log(product);
      product = 1;
    }
  }
  return sum + log(product);
}

/** A θ x smaller than this has lost too many digits once it has been added to one. */
const smallProduct = 1e-4;

function shapeAt(theta: number, exceedances: Float64Array): number {
  const n = exceedances.length;
  if (Math.abs(theta) * exceedances[n - 1]! > smallProduct)
    return sumOfLogs(theta, exceedances) / n;
  return exceedances.reduce((sum, x) => sum + log1p(-theta * x), 0) / n;
}

/** Mean of the thetas under weights proportional to the exponentials of `logs`. */
function meanTheta(thetas: Float64Array, logs: Float64Array): number {
  let [largest, total, sum] = [-Infinity, 0, 0];
  for (let j = 0; j < logs.length; j++) if (logs[j]! > largest) largest = logs[j]!;
  for (let j = 0; j < logs.length; j++) {
    const weight = exp(logs[j]! - largest);
    total += weight;
    sum += weight * thetas[j]!;
  }
  return sum / total;
}

/** Generalised Pareto fit to ascending exceedances (Zhang & Stephens 2009), k drawn a little towards 0.5. */
function fitPareto(exceedances: Float64Array): Pareto {
  const n = exceedances.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = exceedances[Math.floor(n / 4 + 0.5) - 1]!;
  const largest = exceedances[n - 1]!;
  const thetas = new Float64Array(grid);
  const logs = new Float64Array(grid);
  for (let j = 0; j < grid; j++) {
    const theta = 1 / largest + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile);
    const k = shapeAt(theta, exceedances);
    thetas[j] = theta;
    logs[j] = n * (log(-theta / k) - k - 1);
  }
  const theta = meanTheta(thetas, logs);
  const k = shapeAt(theta, exceedances);
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
function tailOf(weights: Float64Array, lowest: number, count: number): Int32Array {
  const tail = new Int32Array(count);
  let found = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i]! > lowest) tail[found++] = i;
  for (let i = weights.length - 1; found < count; i--)
    if (weights[i]! === lowest) tail[found++] = i;
  return tail.sort((a, b) => weights[a]! - weights[b]! || a - b);
}

/** The largest value that is not in the tail: below its lowest, or equal to it. */
function cutBelow(weights: Float64Array, lowest: number, count: number): number {
  let [reaching, below] = [0, -Infinity];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight >= lowest) reaching++;
    else if (weight > below) below = weight;
  }
  return reaching > count ? lowest : below;
}

/** Replaces the tail by quantiles of the Pareto fitted to it, and returns its shape. */
function smoothTail(weights: Float64Array, tail: Int32Array, cut: number): number {
  const exceedances = Float64Array.from(tail, (at) => weights[at]! - cut);
  const largest = exceedances[tail.length - 1]!;
  if (largest < rounding || largest - exceedances[0]! < rounding * largest) return -Infinity;
  const { k, sigma } = fitPareto(exceedances);
  if (!Number.isFinite(k)) return Infinity;
  for (let i = 0; i < tail.length; i++) {
    const p = (i + 0.5) / tail.length;
    const expected = (sigma * expm1(-k * log1p(-p))) / k;
    weights[tail[i]!] = Math.min(1, cut + expected);
  }
  return k;
}

/**
 * Smooths importance ratios in place, the largest of which is one, and returns the k-hat of
 * `SmoothedWeights`. `relativeEfficiency` is how many independent draws one draw is worth: dependent
 * ones have a longer tail smoothed.
 */
export function smoothRatios(ratios: Float64Array, relativeEfficiency = 1): number {
  const size = ratios.length;
  const count = Math.ceil(Math.min(0.2 * size, 3 * Math.sqrt(size / relativeEfficiency)));
  if (count < fewestInTail) return Infinity;
  const lowest = valueAtRank(ratios, size - count);
  return smoothTail(ratios, tailOf(ratios, lowest, count), cutBelow(ratios, lowest, count));
}

/** Weights from the logs of importance ratios; NaN and -Infinity count as zero. */
export function smoothWeights(logRatios: Float64Array, relativeEfficiency = 1): SmoothedWeights {
  const largest = logRatios.reduce((most, value) => (value > most ? value : most), -Infinity);
  const weights = logRatios.map((value) => (value === value ? exp(value - largest) : 0));
  const kHat = smoothRatios(weights, relativeEfficiency);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights: weights.map((weight) => weight / total), kHat };
}

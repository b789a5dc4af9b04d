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
  /** Shape of the tail: below 0.5 is good, above 0.7 the weights are not to be used. */
  readonly kHat: number;
}

const fewestInTail = 5;

/** Weights from the logs of importance ratios; NaN and -Infinity count as zero. */
export function smoothWeights(logRatios: Float64Array): SmoothedWeights {
  const size = logRatios.length;
  const largest = logRatios.reduce((most, value) => (value > most ? value : most), -Infinity);
  const weights = logRatios.map((value) => (value === value ? exp(value - largest) : 0));
  const order = Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
  const tail = Math.ceil(Math.min(0.2 * size, 3 * Math.sqrt(size)));
  const cut = weights[order[size - tail - 1]!] ?? 0;
  const above = order.slice(size - tail);
  const exceedances = Float64Array.from(above, (at) => weights[at]! - cut);
  const level = exceedances[tail - 1]! - exceedances[0]! < 1e-12 * exceedances[tail - 1]!;
  let kHat = -Infinity;
  if (tail >= fewestInTail && !level && exceedances[0]! > 0) {
    const { k, sigma } = fitPareto(exceedances);
    kHat = k;
    above.forEach((at, i) => {
      const p = (i + 0.5) / tail;
      const expected = (sigma * expm1(-k * log1p(-p))) / k;
      weights[at] = Math.min(1, cut + expected);
    });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights: weights.map((weight) => weight / total), kHat };
}

/** Density curves of draws, weighted draws and known marginals. */
import { deterministic, quantile } from "../../math/index.js";
import { probabilityBelow } from "../../posterior/index.js";
import type { Marginal } from "../../posterior/marginals/marginal.js";

export interface Curve {
  readonly x: readonly number[];
  readonly density: readonly number[];
}

const points = 160;
const root2Pi = 2.5066282746310002;

function grid(low: number, high: number): readonly number[] {
  return Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
}

/** Silverman's rule (1986, eq. 3.31): 0.9 min(sd, IQR / 1.34) n^(-1/5). */
function bandwidthOf(sorted: Float64Array): number {
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const range = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const spread = range > 0 ? Math.min(sd, range) : sd;
  return 0.9 * spread * deterministic.exp(-deterministic.log(n) / 5);
}

/** Normal kernels over bins of the grid; what would fall beyond `lower` is reflected there. */
function smooth(values: Float64Array, weights: Float64Array | undefined, lower: number): Curve {
  const sorted = values.toSorted();
  const width = bandwidthOf(sorted) || 1e-9;
  const low = Math.max(lower, (sorted[0] ?? 0) - 2.5 * width);
  const high = (sorted.at(-1) ?? 1) + 2.5 * width;
  const x = grid(low, high);
  const step = (high - low) / (points - 1);
  const mass = new Float64Array(points);
  values.forEach((value, i) => {
    const at = (value - low) / step;
    const left = Math.min(points - 2, Math.max(0, Math.floor(at)));
    const weight = weights?.[i] ?? 1 / values.length;
    mass[left] = (mass[left] ?? 0) + weight * (left + 1 - at);
    mass[left + 1] = (mass[left + 1] ?? 0) + weight * (at - left);
  });
  const kernel = (distance: number): number =>
    deterministic.exp(-0.5 * (distance / width) * (distance / width)) / (width * root2Pi);
  const density = x.map((at) =>
    x.reduce((sum, from, i) => {
      const own = kernel(at - from) + (lower > -Infinity ? kernel(at + from - 2 * lower) : 0);
      return sum + (mass[i] ?? 0) * own;
    }, 0),
  );
  return { x, density };
}

/** `lower`: a bound that the parameter cannot pass, such as 0 of a scale. */
export function densityOfDraws(draws: Float64Array, lower: number = -Infinity): Curve {
  return smooth(draws, undefined, lower);
}

/** Slope of the distribution function between two quantiles far out. */
export function densityOfMarginal(
  marginal: Marginal,
  [low, high]: readonly [number, number],
  lower: number = -Infinity,
): Curve {
  if (marginal.kind === "weighted") return smooth(marginal.values, marginal.weights, lower);
  const x = grid(Math.max(low, lower), high);
  const half = (high - Math.max(low, lower)) / (points - 1) / 2;
  const density = x.map((at) =>
    Math.max(
      0,
      (probabilityBelow(marginal, at + half) - probabilityBelow(marginal, at - half)) / (2 * half),
    ),
  );
  return { x, density };
}

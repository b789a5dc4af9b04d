/** Kernel densities on an even grid, the same for every set of values. */
import { deterministic, quantile } from "../../../math/index.js";
import type { Support } from "../../../vocabulary/index.js";

export interface DensityGrid {
  readonly points: Float64Array;
  /** Standard deviation of the normal kernel. */
  readonly bandwidth: number;
  /** Densities at the points; values that are not numbers are left out. */
  densityOf(values: Float64Array): Float64Array;
}

const cells = 256;
/** Every so many points of the fine grid are told. */
const stride = 4;
/** Of the observed range, on each side. */
const margin = 0.25;

const { exp, log } = deterministic;

/** 0.9 min(sd, interquartile range / 1.34) n^(−1/5) (Silverman 1986, 3.31). */
function silverman(sorted: Float64Array): number {
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const sd = Math.sqrt(squares / Math.max(1, n - 1));
  const quartiles = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const spread = quartiles > 0 ? Math.min(sd, quartiles) : sd;
  return 0.9 * (spread > 0 ? spread : 1) * exp(-0.2 * log(n));
}

/** Heights of the normal kernel at distances of whole cells, up to four bandwidths. */
function kernelOf(bandwidth: number, step: number): Float64Array {
  const reach = Math.max(1, Math.min(2 * cells, Math.ceil((4 * bandwidth) / step)));
  const heights = Float64Array.from({ length: reach + 1 }, (_, i) => {
    const z = (i * step) / bandwidth;
    return exp(-0.5 * z * z);
  });
  const total = 2 * heights.reduce((sum, height) => sum + height, 0) - heights[0]!;
  return heights.map((height) => height / (total * step));
}

/** Values shared out among the two points next to them; those off the grid count in the number alone. */
function binValues(values: Float64Array, low: number, step: number): Float64Array {
  const binned = new Float64Array(cells + 1);
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    const place = (value - low) / step;
    const below = Math.floor(place);
    if (below < 0 || place > cells) continue;
    binned[below] = binned[below]! + 1 - (place - below);
    if (below < cells) binned[below + 1] = binned[below + 1]! + place - below;
  }
  return binned.map((weight) => weight / count);
}

/**
 * A grid about the observed values, not beyond the support. At a bound of the support the kernel is
 * reflected, so that no density is lost there.
 */
export function openDensityGrid(observed: Float64Array, support: Support): DensityGrid {
  const sorted = observed.filter((value) => !Number.isNaN(value)).sort();
  const bandwidth = silverman(sorted);
  const [least, most] = [sorted[0]!, sorted[sorted.length - 1]!];
  const extra = margin * (most - least) + 3 * bandwidth;
  const low = Math.max(support.lower, least - extra);
  const high = Math.min(support.upper, most + extra);
  const step = (high - low) / cells;
  const kernel = kernelOf(bandwidth, step);
  const heightAt = (distance: number): number => kernel[distance] ?? 0;
  const [mirrorsLow, mirrorsHigh] = [low === support.lower, high === support.upper];
  const points = Float64Array.from(
    { length: cells / stride + 1 },
    (_, i) => low + stride * i * step,
  );
  return {
    points,
    bandwidth,
    densityOf(values) {
      const binned = binValues(values, low, step);
      return points.map((_, point) => {
        const i = stride * point;
        let sum = 0;
        for (let j = 0; j <= cells; j++) {
          const weight = binned[j]!;
          if (weight === 0) continue;
          let height = heightAt(Math.abs(i - j));
          if (mirrorsLow) height += heightAt(i + j);
          if (mirrorsHigh) height += heightAt(2 * cells - i - j);
          sum += weight * height;
        }
        return sum;
      });
    },
  };
}

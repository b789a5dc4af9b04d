/** The density of the hyperparameters along one principal axis: a spline through what was evaluated there. */
import { deterministic } from "../../math/index.js";
import { interpolate } from "./cubic-spline.js";

/** Ascending positions on the axis, zero among them, and how far the log density is above that of the mode. */
export interface AxisKnots {
  readonly z: Float64Array;
  readonly rise: Float64Array;
  /** Half-widths, beyond the outermost knots the density falls like a normal of these. */
  readonly below: number;
  readonly above: number;
}

export interface AxisDensity {
  logDensity(z: Float64Array): Float64Array;
  /** The position below which the probability is p. */
  quantile(p: number): number;
}

const gridSize = 801;
/** The grid reaches so many half-widths. */
const reach = 8;

export function axisDensity({ z, rise, below, above }: AxisKnots): AxisDensity {
  const normal = (at: number): number => {
    const side = at < 0 ? below : above;
    return (-0.5 * at * at) / (side * side);
  };
  const beyondNormal = rise.map((value, i) => value - normal(z[i]!));
  const logDensity = (at: Float64Array): Float64Array =>
    interpolate(z, beyondNormal, at).map((value, i) => value + normal(at[i]!));
  const [from, to] = [-reach * Math.max(1, below), reach * Math.max(1, above)];
  const step = (to - from) / (gridSize - 1);
  const grid = Float64Array.from({ length: gridSize }, (_, i) => from + step * i);
  const logs = logDensity(grid);
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const density = logs.map((value) => deterministic.exp(value - peak));
  const cumulative = new Float64Array(gridSize);
  for (let i = 1; i < gridSize; i++)
    cumulative[i] = cumulative[i - 1]! + (density[i - 1]! + density[i]!) / 2;
  const total = cumulative[gridSize - 1]!;
  return {
    logDensity,
    quantile(p) {
      let [low, high] = [0, gridSize - 1];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! < p * total) low = middle;
        else high = middle;
      }
      const mass = cumulative[high]! - cumulative[low]!;
      const share = mass > 0 ? (p * total - cumulative[low]!) / mass : 0.5;
      return grid[low]! + share * step;
    },
  };
}

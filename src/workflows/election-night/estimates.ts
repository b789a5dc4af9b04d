/** Sorted draws as an estimate: median and nested intervals, never below what is counted. */
import { quantile } from "../../math/index.js";
import type { Estimate } from "./night.js";

export function knownEstimate(counted: number, levels: readonly number[]): Estimate {
  const intervals = levels.map((level) => ({ level, low: counted, high: counted }));
  return { counted, predicted: counted, intervals };
}

/** Sorts the draws. */
export function summariseDraws(
  draws: Float64Array,
  counted: number,
  levels: readonly number[],
): Estimate {
  draws.sort();
  // A new value falls between neighbours of n draws with probability 1 / (n + 1) each.
  const last = draws.length - 1;
  const at = (share: number): number => {
    const place = (share * (draws.length + 1) - 1) / last;
    return Math.max(counted, quantile(draws, Math.min(1, Math.max(0, place))));
  };
  const intervals = levels.map((level) => {
    return { level, low: at((1 - level) / 2), high: at((1 + level) / 2) };
  });
  return { counted, predicted: at(0.5), intervals };
}

/** Units that changed by more than a stated factor: how many there are, how far they go, from those that have reported. */
import { deterministic } from "../../math/index.js";
import { rowProduct } from "./effects/effect-model.js";
import type { OpenNight, SortedReports } from "./night-model.js";

const { exp, log1p } = deterministic;

/** What is expected of any unit that has not reported. */
export interface FarUnits {
  /** Probability of being one; 0 where every report is learnt from. */
  readonly share: number;
  /** Of the log of its count about what the effects say; the mean of the count is what they say. */
  readonly sd: number;
}

/** Stated: one unit in a hundred, with the weight of a hundred; it is off by as much as it has, with the weight of four. */
const prior = { far: 1, reports: 100, units: 4, relativeError: 1 };

/** A final count of zero has no logarithm: like one that is too far off, it is believed, and nothing is learnt from it. */
export function isLearnt(counted: number, baseline: number, factor: number): boolean {
  return counted > 0 && counted <= factor * baseline && counted * factor >= baseline;
}

/**
 * The share's posterior mean. The sd is that of log-normals with the same squared error, Σ (count - expected)² over
 * Σ expected²: sums need no other moment, and voters who move between units leave them as they are.
 */
export function findFarUnits(
  { model, baselines, factor }: OpenNight,
  { ofUnit }: SortedReports,
  effects: Float64Array,
): FarUnits {
  if (factor === Infinity) return { share: 0, sd: 1 };
  const typical = baselines.reduce((sum, one) => sum + one * one, 0) / baselines.length;
  let squares = prior.units * typical;
  let errors = squares * prior.relativeError;
  let { far, reports } = prior;
  ofUnit.forEach((report, unit) => {
    if (report?.status !== "reported") return;
    reports++;
    if (isLearnt(report.counted, baselines[unit]!, factor)) return;
    far++;
    const ratio = exp(model.offset[unit]! + rowProduct(model.rows, unit, effects));
    const expected = baselines[unit]! * ratio;
    squares += expected * expected;
    errors += (report.counted - expected) * (report.counted - expected);
  });
  return { share: far / reports, sd: Math.sqrt(log1p(errors / squares)) };
}

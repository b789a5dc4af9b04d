/** What a response family provides to the graph: its statistics per row and a row's log likelihood. */
import type { Elementary } from "../../../math/index.js";
import type { LinkOpName } from "../links.js";

/** Statistics as in plan/kernel-signatures.ts: one array a statistic, one entry a row. */
export type Statistics = readonly Float64Array[];

/**
 * Log likelihood of row `i` where the mean (or the linear predictor) is `x`, without addends that
 * are free of parameters. Writes d/dx and then d/d each auxiliary parameter into `slopes`.
 */
export type RowLikelihood = (
  x: number,
  i: number,
  statistics: Statistics,
  auxiliary: Float64Array,
  slopes: Float64Array,
  math: Elementary,
) => number;

export interface Merged {
  readonly statistics: Statistics;
  /** What the merge adds to the likelihood's constant. */
  readonly constant: number;
}

export interface FamilyLikelihood {
  readonly statistics: readonly string[];
  readonly auxiliary: readonly string[];
  /** Positions of the statistics that must be equal for two rows to merge. */
  readonly mergeKeys: readonly number[];
  readonly ofMean: RowLikelihood;
  /** Forms in the linear predictor that are more accurate than going through the mean. */
  readonly ofPredictor: Partial<Readonly<Record<LinkOpName, RowLikelihood>>>;
  /** False for rows that add nothing whatever the parameters are. */
  readonly informative: (statistics: Statistics, i: number) => boolean;
  /** Rows with equal `group` become one; groups are numbered from 0. */
  readonly merge: (statistics: Statistics, group: Int32Array, groupCount: number) => Merged;
}

/** Entries summed within groups. */
export function sumByGroup(
  values: Float64Array,
  group: Int32Array,
  groupCount: number,
): Float64Array {
  const sums = new Float64Array(groupCount);
  for (let i = 0; i < values.length; i++) sums[group[i]!]! += values[i]!;
  return sums;
}

/** Merge rule of families whose statistics are all sums, apart from the keys, which are equal anyway. */
export function mergeSums(keys: readonly number[]): FamilyLikelihood["merge"] {
  return (statistics, group, groupCount) => ({
    constant: 0,
    statistics: statistics.map((values, position) => {
      if (!keys.includes(position)) return sumByGroup(values, group, groupCount);
      const merged = new Float64Array(groupCount);
      for (let i = 0; i < values.length; i++) merged[group[i]!] = values[i]!;
      return merged;
    }),
  });
}

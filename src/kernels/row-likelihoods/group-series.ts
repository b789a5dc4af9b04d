/** The likelihood of every group as a power series in its effect. */
import type { Statistics } from "../../graph/index.js";
import type { GroupedRows, GroupSeries } from "../../target/index.js";
import { evenLength } from "./column-offsets.js";
import { terms, type GroupColumns } from "./group-columns.js";

/**
 * How far the predictor of a row may be from where it is expanded. The series of log(1 + e^x) ends at its pole
 * iπ away: beyond the eighth order is left some 2/9 (1.3/π)^9 = 8e-5 a trial, and of e^x 1.3^9/9! = 3e-5 of the
 * mean. That is at the farthest nodes, which have a hundredth of the weight.
 */
export const farthest = 1.3;
export const inverseFactorials: Float64Array = Float64Array.of(
  1,
  1,
  1 / 2,
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
);

/** The columns of the rows, as the kernels take them. */
export function rowColumns({ at }: GroupColumns): readonly [number, number, number, number] {
  return [at.base, at.multiplier, at.given, at.others];
}

/** What is known of rows besides their columns. */
interface SeriesRows {
  readonly grouped: GroupedRows;
  readonly statistics: Statistics;
  /** The largest multiplier of each group. */
  readonly largest: Float64Array;
  /** The value of the rows without a group. */
  readonly ungrouped: () => number;
}

/** Exponentials of the common part and of the effects lie below e^300, and those of rows below this. */
const farthestPart = 300;
const farthestRow = 40;

/** Σ y (offset + C x) over all rows as a function of x. */
function openLinearPart(
  { rows, common, offset }: GroupedRows,
  given: ArrayLike<number>,
): (x: Float64Array) => number {
  const slope = new Float64Array(common.columnCount);
  let constant = 0;
  rows.forEach((row, i) => {
    const y = given[row]!;
    constant += y * offset[i]!;
    for (let e = common.rowStart[i]!; e < common.rowStart[i + 1]!; e++)
      slope[common.column[e]!]! += y * common.value[e]!;
  });
  return (x) => slope.reduce((total, own, j) => total + own * x[j]!, constant);
}

function highestOf(numbers: Float64Array): number {
  let highest = -Infinity;
  for (let i = 0; i < numbers.length; i++) highest = Math.max(highest, numbers[i]!);
  return highest;
}

/** Row by row, with a multiplier each; returns the value of all rows. */
function openByRows(columns: GroupColumns, { grouped, ungrouped }: SeriesRows): () => number {
  const { run, at, numbers, spread } = columns;
  const { groups } = grouped;
  const rows = rowColumns(columns);
  const expansions = numbers(at.expansions, groups * terms);
  return () => {
    spread();
    run.groupExpansions(at.from, groups, ...rows, at.centres, at.expansions);
    for (let i = 0; i < expansions.length; i++) expansions[i]! *= inverseFactorials[i % terms]!;
    let total = ungrouped();
    for (let g = 0; g < groups; g++) total += expansions[g * terms]!;
    return total;
  };
}

/**
 * The exponential of a row as that of its pattern times that of its group, where all multipliers are one. Undefined
 * where numbers would grow too large.
 */
function openByPatterns(
  { run, at, numbers, patterns, runPairs }: GroupColumns,
  { grouped, statistics }: SeriesRows,
): (effects: Float64Array) => number | undefined {
  const { groups, common, multiplier, start } = grouped;
  if (multiplier.subarray(0, start[groups]).some((z) => z !== 1)) return () => undefined;
  const linearPart = openLinearPart(grouped, statistics[0]!);
  const x = numbers(at.common, common.columnCount);
  const base = numbers(at.patternBase, patterns);
  const totals = numbers(at.totals, groups);
  const expansions = numbers(at.expansions, (groups + 1) * terms);
  const { patternOdds, effectOdds } = at;
  const [evenPatterns, evenEffects] = [evenLength(patterns), evenLength(groups + 1)];
  const runs = [at.runStarts, runPairs, at.runPatterns, at.runGroups, at.runWeights] as const;
  /** The rows without a group are one whose effect stays zero. */
  const rows = [at.from, groups + 1, at.patternOf, patternOdds, at.others, effectOdds] as const;
  return (effects) => {
    const [highest, highestEffect] = [highestOf(base), highestOf(effects)];
    const isLow = Math.max(highest, highestEffect) <= farthestPart;
    if (!(isLow && highest + Math.max(0, highestEffect) <= farthestRow)) return undefined;
    run.exponentials(at.patternBase, patternOdds, evenPatterns);
    run.exponentials(at.centres, effectOdds, evenEffects);
    run.patternExpansions(...rows, at.totals, at.expansions);
    let total = linearPart(x) + (run.patternValue?.(...runs, patternOdds, effectOdds) ?? 0);
    for (let g = 0; g <= groups; g++) total += expansions[g * terms]!;
    for (let g = 0; g < groups; g++) total += totals[g]! * effects[g]!;
    return total;
  };
}

/** All groups expanded at once. */
export function openGroupSeries(columns: GroupColumns, rows: SeriesRows): GroupSeries {
  const { at, numbers } = columns;
  const { largest } = rows;
  const effects = numbers(at.centres, largest.length);
  const expansions = numbers(at.expansions, largest.length * terms);
  const byRows = openByRows(columns, rows);
  const byPatterns = openByPatterns(columns, rows);
  return {
    terms,
    radius: largest.map((multiplier) => farthest / multiplier),
    expand: (around, coefficients) => {
      effects.set(around);
      const value = byPatterns(around) ?? byRows();
      coefficients.set(expansions);
      for (let first = 0; first < coefficients.length; first += terms) coefficients[first] = 0;
      return value;
    },
  };
}

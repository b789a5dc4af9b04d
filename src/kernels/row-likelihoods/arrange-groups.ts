/** Rows by group in the forms in which the kernels read them. */
import type { Statistics } from "../../graph/index.js";
import type { GroupedRows } from "../../target/index.js";
import { evenLength } from "./column-offsets.js";
import { pairEqualRuns } from "./equal-runs.js";
import type { RowFamily } from "./likelihood-steps.js";
import { findPatterns, type RowPatterns } from "./row-patterns.js";

/** Every group begins at an even row; a row that fills a pair up is empty, and its number is -1. */
function padRows({ start }: GroupedRows) {
  const padded: number[] = [];
  const from = Int32Array.from(start, (first, g) => {
    if (g > 0) for (let i = start[g - 1]!; i < first; i++) padded.push(i);
    if (padded.length % 2 === 1) padded.push(-1);
    return padded.length;
  });
  return { from, order: Int32Array.from(padded) };
}

interface RowMatrix {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly entries: Float64Array;
}

/** Some rows of a sparse matrix by rows: where each begins, its columns and its entries. */
function arrangeRows(
  { rowStart, column, value }: GroupedRows["common"],
  rows: Int32Array,
): RowMatrix {
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const entries: number[] = [];
  rows.forEach((i, at) => {
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) {
      columns.push(column[e]!);
      entries.push(value[e]!);
    }
    starts[at + 1] = entries.length;
  });
  return { starts, columns: Int32Array.from(columns), entries: Float64Array.from(entries) };
}

/** The group of every row, one past the last for those without. */
function groupOfRows({ groups, start, rows }: GroupedRows): Int32Array {
  const group = new Int32Array(rows.length);
  for (let g = 0; g <= groups; g++) group.fill(g, start[g], start[g + 1]);
  return group;
}

/** Σ of a column over the rows of each group, and over those without one. */
function totalsOf({ groups, rows, start }: GroupedRows, given: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: groups + 1 }, (_, g) => {
    let total = 0;
    for (let i = start[g]!; i < start[g + 1]!; i++) total += given[rows[i]!]!;
    return total;
  });
}

/** Of binomial rows the numbers of trials; the value of Poisson rows has no logs. */
function weightsOfLogs(
  family: RowFamily,
  { rows }: GroupedRows,
  others: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(family === "binomial" ? rows : [], (row) => others[row]!);
}

export interface ArrangedRows {
  /** Rows with those that fill pairs up, and where each group begins among them. */
  readonly order: Int32Array;
  readonly from: Int32Array;
  readonly patterns: RowPatterns;
  /** The pattern of what is no row. */
  readonly noPattern: number;
  readonly patternOf: Int32Array;
  /** The common part of the patterns. */
  readonly matrix: RowMatrix;
  readonly offset: Float64Array;
  /** Σ of successes or counts of every group, and of the rows without one. */
  readonly totals: Float64Array;
  /** Pairs of runs of rows with the same number of trials. */
  readonly runStarts: Int32Array;
  readonly runWeights: Float64Array;
  readonly runPatterns: Int32Array;
  readonly runGroups: Int32Array;
}

export function arrangeGroups(
  family: RowFamily,
  grouped: GroupedRows,
  [given, others]: Statistics,
): ArrangedRows {
  const { offset, common } = grouped;
  const { from, order } = padRows(grouped);
  const patterns = findPatterns(grouped);
  const group = groupOfRows(grouped);
  const runs = pairEqualRuns(weightsOfLogs(family, grouped, others!));
  // The odds of a pattern that no row has are zero, and so they stay.
  const noPattern = evenLength(patterns.count);
  const pick = (chosen: Int32Array, of: ArrayLike<number>, none: number): Int32Array =>
    chosen.map((i) => (i < 0 ? none : of[i]!));
  return {
    order,
    from,
    patterns,
    noPattern,
    matrix: arrangeRows(common, patterns.first),
    offset: Float64Array.from(patterns.first, (i) => offset[i]!),
    totals: totalsOf(grouped, given!),
    patternOf: pick(order, patterns.of, noPattern),
    runStarts: runs.starts,
    runWeights: runs.weights,
    runPatterns: pick(runs.rows, patterns.of, noPattern),
    runGroups: pick(runs.rows, group, grouped.groups),
  };
}

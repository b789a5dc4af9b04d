/** The columns of rows by group in the memory of the kernels. */
import type { Statistics } from "../../graph/index.js";
import type { GroupedRows } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { arrangeGroups, type ArrangedRows } from "./arrange-groups.js";
import { evenLength, offsetsOf } from "./column-offsets.js";
import {
  openRowLikelihoodMemory,
  type RowFamily,
  type RowLikelihoodSteps,
} from "./likelihood-steps.js";

/** Rules of quadrature over effects have fewer nodes. */
export const mostGroupNodes = 128;
/** Of the expansion of a group around its effect. */
export const terms = 9;

type Column =
  | "given"
  | "others"
  | "multiplier"
  | "base"
  | "offset"
  | "patternBase"
  | "patternOdds"
  | "entries"
  | "common"
  | "centres"
  | "effectOdds"
  | "scales"
  | "slopes"
  | "curvatures"
  | "nodes"
  | "values"
  | "ungrouped"
  | "expansions"
  | "totals"
  | "runWeights"
  | "from"
  | "patternOf"
  | "starts"
  | "columns"
  | "runStarts"
  | "runPatterns"
  | "runGroups";

export interface GroupColumns {
  readonly run: RowLikelihoodSteps;
  /** Byte offsets. */
  readonly at: Readonly<Record<Column, number>>;
  /** Rows, those included that fill pairs up. */
  readonly n: number;
  /** Distinct rows of the common part. */
  readonly patterns: number;
  /** Pairs of runs of rows with the same number of trials. */
  readonly runPairs: number;
  readonly numbers: (offset: number, length: number) => Float64Array;
  /** The predictor of the patterns, and later that of the rows, at x of the common part. */
  readonly place: (x: Float64Array) => void;
  /** Where all rows are asked for. */
  readonly spread: () => void;
}

function offsetsFor(arranged: ArrangedRows, { groups, common }: GroupedRows) {
  const { order, noPattern, matrix, runStarts, runPatterns, runWeights } = arranged;
  const integers = (length: number): number => evenLength(length) >> 1;
  const n = order.length;
  return offsetsOf({
    given: n,
    others: n,
    multiplier: n,
    base: n,
    offset: noPattern,
    patternBase: noPattern,
    patternOdds: noPattern + 1,
    entries: matrix.entries.length,
    common: common.columnCount,
    centres: groups + 1,
    effectOdds: groups + 1,
    scales: groups + 1,
    slopes: groups,
    curvatures: groups,
    nodes: mostGroupNodes,
    values: groups * mostGroupNodes,
    ungrouped: 1,
    expansions: (groups + 1) * terms,
    totals: groups + 1,
    runWeights: runWeights.length,
    from: integers(groups + 2),
    patternOf: integers(n),
    starts: integers(matrix.starts.length),
    columns: integers(matrix.columns.length),
    runStarts: integers(runStarts.length),
    runPatterns: integers(runPatterns.length),
    runGroups: integers(runPatterns.length),
  });
}

/** The columns in the memory of the kernels, with their byte offsets. */
export function openGroupColumns(
  family: RowFamily,
  statistics: Statistics,
  grouped: GroupedRows,
  backend: Backend | undefined,
): GroupColumns {
  const { rows, multiplier, common } = grouped;
  const [given, others] = statistics;
  const arranged = arrangeGroups(family, grouped, statistics);
  const { order, matrix, patterns, patternOf } = arranged;
  const n = order.length;
  const { at, bytes } = offsetsFor(arranged, grouped);
  const { run, numbers, integers } = openRowLikelihoodMemory(family, bytes, backend);
  const pick = (offsetOfColumn: number, of: (i: number) => number): void =>
    numbers(offsetOfColumn, n).set(Float64Array.from(order, (i) => (i < 0 ? 0 : of(i))));
  pick(at.given, (i) => given![rows[i]!]!);
  pick(at.others, (i) => others![rows[i]!]!);
  pick(at.multiplier, (i) => multiplier[i]!);
  for (const name of ["offset", "totals", "runWeights"] as const)
    numbers(at[name], arranged[name].length).set(arranged[name]);
  for (const name of ["from", "patternOf", "runStarts", "runPatterns", "runGroups"] as const)
    integers(at[name], arranged[name].length).set(arranged[name]);
  numbers(at.entries, matrix.entries.length).set(matrix.entries);
  integers(at.starts, matrix.starts.length).set(matrix.starts);
  integers(at.columns, matrix.columns.length).set(matrix.columns);

  const ownX = numbers(at.common, common.columnCount);
  const patternBase = numbers(at.patternBase, arranged.noPattern);
  const base = numbers(at.base, n);
  let isSpread = false;
  return {
    run,
    at,
    n,
    patterns: patterns.count,
    runPairs: arranged.runStarts.length - 1,
    numbers,
    place: (x) => {
      ownX.set(x);
      isSpread = false;
      run.predictRows(
        at.starts,
        at.columns,
        at.entries,
        at.offset,
        at.common,
        at.patternBase,
        patterns.count,
      );
    },
    spread: () => {
      if (isSpread) return;
      isSpread = true;
      for (let i = 0; i < n; i++) if (order[i]! >= 0) base[i] = patternBase[patternOf[i]!]!;
    },
  };
}

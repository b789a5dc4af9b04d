/** The columns of rows by group in the memory of the kernels. */
import type { Statistics } from "../../graph/index.js";
import type { GroupedRows } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
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
  | "offset"
  | "base"
  | "entries"
  | "common"
  | "centres"
  | "scales"
  | "slopes"
  | "curvatures"
  | "nodes"
  | "values"
  | "ungrouped"
  | "expansions"
  | "from"
  | "starts"
  | "columns";

export interface GroupColumns {
  readonly run: RowLikelihoodSteps;
  /** Byte offsets. */
  readonly at: Readonly<Record<Column, number>>;
  /** Rows, those included that fill pairs up. */
  readonly n: number;
  readonly numbers: (offset: number, length: number) => Float64Array;
}

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

/** A sparse matrix by rows in the order of padded rows: where each begins, its columns and its entries. */
function arrangeRows({ rowStart, column, value }: GroupedRows["common"], order: Int32Array) {
  const starts = new Int32Array(order.length + 1);
  const columns = new Int32Array(value.length);
  const entries = new Float64Array(value.length);
  let end = 0;
  order.forEach((i, at) => {
    if (i >= 0)
      for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) {
        columns[end] = column[e]!;
        entries[end++] = value[e]!;
      }
    starts[at + 1] = end;
  });
  return { starts, columns, entries };
}

/** The columns in the memory of the kernels, with their byte offsets. */
export function openGroupColumns(
  family: RowFamily,
  [given, others]: Statistics,
  grouped: GroupedRows,
  backend: Backend | undefined,
): GroupColumns {
  const { groups, rows, multiplier, offset, common } = grouped;
  const { from, order } = padRows(grouped);
  const { starts, columns, entries } = arrangeRows(common, order);
  const n = order.length;
  const { at, bytes } = offsetsOf({
    given: n,
    others: n,
    multiplier: n,
    offset: n,
    base: n,
    entries: entries.length,
    common: common.columnCount,
    centres: groups + 1,
    scales: groups + 1,
    slopes: groups,
    curvatures: groups,
    nodes: mostGroupNodes,
    values: groups * mostGroupNodes,
    ungrouped: 1,
    expansions: groups * terms,
    from: evenLength(groups + 2) >> 1,
    starts: evenLength(n + 1) >> 1,
    columns: evenLength(columns.length) >> 1,
  });
  const { run, numbers, integers } = openRowLikelihoodMemory(family, bytes, backend);
  const pick = (offsetOfColumn: number, of: (i: number) => number): void =>
    numbers(offsetOfColumn, n).set(Float64Array.from(order, (i) => (i < 0 ? 0 : of(i))));
  pick(at.given, (i) => given![rows[i]!]!);
  pick(at.others, (i) => others![rows[i]!]!);
  pick(at.multiplier, (i) => multiplier[i]!);
  pick(at.offset, (i) => offset[i]!);
  numbers(at.entries, entries.length).set(entries);
  integers(at.from, from.length).set(from);
  integers(at.starts, starts.length).set(starts);
  integers(at.columns, columns.length).set(columns);
  return { run, at, n, numbers };
}

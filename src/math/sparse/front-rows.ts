/** Which rows the fronts of a factor have, and how they fit into each other. */
import type { PermutedHalf } from "./elimination-tree.js";

export interface FrontRows {
  /** The supernode of every column. */
  readonly frontOf: Int32Array;
  /** Rows of the fronts, one after the other: own columns, then the rows below, ascending. */
  readonly rows: Int32Array;
  readonly start: Int32Array;
  /** The front that takes each one's update; −1 for roots. */
  readonly parent: Int32Array;
}

function numberColumns(columns: Int32Array): Int32Array {
  const count = columns.length - 1;
  const frontOf = new Int32Array(columns[count]!);
  for (let s = 0; s < count; s++) frontOf.fill(s, columns[s], columns[s + 1]);
  return frontOf;
}

/** `byColumn` are the rows below the diagonal of the permuted matrix; `counts` those of the factor. */
export function findFrontRows(
  columns: Int32Array,
  byColumn: PermutedHalf,
  counts: Int32Array,
): FrontRows {
  const count = columns.length - 1;
  const size = columns[count]!;
  const frontOf = numberColumns(columns);
  const start = new Int32Array(count + 1);
  for (let s = 0; s < count; s++)
    start[s + 1] = start[s]! + columns[s + 1]! - columns[s]! + counts[columns[s + 1]! - 1]!;
  const rows = new Int32Array(start[count]!);
  const parent = new Int32Array(count).fill(-1);
  const firstChild = new Int32Array(count).fill(-1);
  const sibling = new Int32Array(count).fill(-1);
  const mark = new Int32Array(size).fill(-1);
  let end = 0;
  let front = 0;
  const visit = (list: Int32Array, from: number, to: number): void => {
    for (let p = from; p < to; p++) {
      const row = list[p]!;
      if (mark[row] === front) continue;
      mark[row] = front;
      rows[end++] = row;
    }
  };
  for (let s = 0; s < count; s++) {
    front = s;
    for (let k = columns[s]!; k < columns[s + 1]!; k++) {
      mark[k] = s;
      rows[end++] = k;
    }
    const below = end;
    visit(byColumn.entries, byColumn.start[columns[s]!]!, byColumn.start[columns[s + 1]!]!);
    for (let child = firstChild[s]!; child !== -1; child = sibling[child]!)
      visit(rows, start[child]! + columns[child + 1]! - columns[child]!, start[child + 1]!);
    if (end === below) continue;
    rows.subarray(below, end).sort();
    const above = frontOf[rows[below]!]!;
    parent[s] = above;
    sibling[s] = firstChild[above]!;
    firstChild[above] = s;
  }
  return { frontOf, rows, start, parent };
}

/** For every front row below the own columns, its place in the parent's front; aligned with the rows. */
export function relativePlaces(
  { rows, start, parent }: FrontRows,
  columns: Int32Array,
): Int32Array {
  const relative = new Int32Array(rows.length);
  for (let s = 0; s < parent.length; s++) {
    if (parent[s] === -1) continue;
    let place = start[parent[s]!]!;
    for (let r = start[s]! + columns[s + 1]! - columns[s]!; r < start[s + 1]!; r++) {
      while (rows[place] !== rows[r]) place++;
      relative[r] = place - start[parent[s]!]!;
    }
  }
  return relative;
}

/** The pattern of AᵀA, and where the pairs of entries of every shape of rows stand in it. */
import { fewPairs, findInTable, type PairSlots } from "./pair-table.js";
import type { RowMatrix } from "./row-matrix.js";
import type { RowShapes } from "./row-shapes.js";

interface ColumnEntries {
  readonly start: Int32Array;
  /** Shapes that have an entry in the column, and which of its entries that is. */
  readonly shape: Int32Array;
  readonly position: Int32Array;
}

function entriesByColumn(
  { rowStart, column }: RowMatrix,
  { rowOf }: RowShapes,
  size: number,
): ColumnEntries {
  const start = new Int32Array(size + 1);
  for (const i of rowOf)
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) start[column[e]! + 1]!++;
  for (let j = 0; j < size; j++) start[j + 1]! += start[j]!;
  const into = start.slice(0, size);
  const shape = new Int32Array(start[size]!);
  const position = new Int32Array(start[size]!);
  for (let s = 0; s < rowOf.length; s++) {
    const first = rowStart[rowOf[s]!]!;
    for (let e = first; e < rowStart[rowOf[s]! + 1]!; e++) {
      const at = into[column[e]!]!++;
      shape[at] = s;
      position[at] = e - first;
    }
  }
  return { start, shape, position };
}

function pairStarts({ rowStart }: RowMatrix, rowOf: Int32Array): Int32Array {
  const start = new Int32Array(rowOf.length + 1);
  for (let s = 0; s < rowOf.length; s++) {
    const length = rowStart[rowOf[s]! + 1]! - rowStart[rowOf[s]!]!;
    start[s + 1] = start[s]! + (length * (length + 1)) / 2;
  }
  return start;
}

/** Column by column: the rows that stand with it in some shape, then the slots of these pairs. */
function findByColumn(
  matrix: RowMatrix,
  shapes: RowShapes,
  size: number,
  start: Int32Array,
): PairSlots {
  const { rowStart, column } = matrix;
  const { rowOf } = shapes;
  const byColumn = entriesByColumn(matrix, shapes, size);
  const slots = new Int32Array(start[rowOf.length]!);
  const columnStart = new Int32Array(size + 1);
  const mark = new Int32Array(size).fill(-1);
  const slotOf = new Int32Array(size);
  let rows = new Int32Array(8 * size);
  let end = 0;
  const collect = (j: number): void => {
    mark[j] = j;
    rows[end++] = j;
    for (let at = byColumn.start[j]!; at < byColumn.start[j + 1]!; at++) {
      const row = rowOf[byColumn.shape[at]!]!;
      for (let e = rowStart[row]! + byColumn.position[at]!; e < rowStart[row + 1]!; e++) {
        const other = column[e]!;
        if (mark[other] === j) continue;
        mark[other] = j;
        rows[end++] = other;
      }
    }
  };
  const place = (j: number): void => {
    for (let slot = columnStart[j]!; slot < end; slot++) slotOf[rows[slot]!] = slot;
    for (let at = byColumn.start[j]!; at < byColumn.start[j + 1]!; at++) {
      const shape = byColumn.shape[at]!;
      const b = byColumn.position[at]!;
      const first = rowStart[rowOf[shape]!]!;
      const length = rowStart[rowOf[shape]! + 1]! - first;
      for (let a = b; a < length; a++)
        slots[start[shape]! + (a * (a + 1)) / 2 + b] = slotOf[column[first + a]!]!;
    }
  };
  for (let j = 0; j < size; j++) {
    if (end + size > rows.length) {
      const wider = new Int32Array(2 * rows.length);
      wider.set(rows);
      rows = wider;
    }
    collect(j);
    rows.subarray(columnStart[j], end).sort();
    columnStart[j + 1] = end;
    place(j);
  }
  return { pattern: { size, columnStart, rowIndex: rows.slice(0, end) }, start, slots };
}

export function findPairSlots(matrix: RowMatrix, shapes: RowShapes, size: number): PairSlots {
  const start = pairStarts(matrix, shapes.rowOf);
  // A table of all pairs of columns is quicker where there are few of them.
  return size * size <= fewPairs + 2 * start.at(-1)!
    ? findInTable(matrix, shapes.rowOf, size, start)
    : findByColumn(matrix, shapes, size, start);
}

/** The pattern of AᵀA for few columns, by a table of all pairs of them. */
import type { RowMatrix } from "./row-matrix.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface PairSlots {
  /** With every diagonal entry. */
  readonly pattern: SymmetricPattern;
  /** For shape s, from `start[s]` on, the slots of the pairs (a, b) of its entries, b <= a, by a, then b. */
  readonly start: Int32Array;
  readonly slots: Int32Array;
}

/** Tables of this size are not worth avoiding. */
export const fewPairs = 65536;

/** `start` says where the pairs of each shape begin; `rowOf` has a row of each. */
export function findInTable(
  { rowStart, column }: RowMatrix,
  rowOf: Int32Array,
  size: number,
  start: Int32Array,
): PairSlots {
  // By columns; first whether a pair is there, then its slot.
  const table = new Int32Array(size * size);
  for (let j = 0; j < size; j++) table[j * size + j] = 1;
  for (const i of rowOf)
    for (let a = rowStart[i]!; a < rowStart[i + 1]!; a++)
      for (let b = rowStart[i]!; b < a; b++) table[column[b]! * size + column[a]!] = 1;
  const columnStart = new Int32Array(size + 1);
  const rows = new Int32Array(Math.min((size * (size + 1)) / 2, size + start.at(-1)!));
  let end = 0;
  for (let j = 0; j < size; j++) {
    for (let at = j * size + j; at < (j + 1) * size; at++) {
      if (table[at] === 0) continue;
      rows[end] = at - j * size;
      table[at] = end++;
    }
    columnStart[j + 1] = end;
  }
  const slots = new Int32Array(start.at(-1)!);
  let pair = 0;
  for (const i of rowOf)
    for (let a = rowStart[i]!; a < rowStart[i + 1]!; a++)
      for (let b = rowStart[i]!; b <= a; b++)
        slots[pair++] = table[column[b]! * size + column[a]!]!;
  return { pattern: { size, columnStart, rowIndex: rows.slice(0, end) }, start, slots };
}

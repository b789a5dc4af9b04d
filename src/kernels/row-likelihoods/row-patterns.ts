/** The distinct rows among the common parts of grouped rows: categorical predictors leave few. */
import type { GroupedRows } from "../../target/index.js";

export interface RowPatterns {
  readonly count: number;
  /** Of every row, in the order of the groups. */
  readonly of: Int32Array;
  /** A row of each, the first. */
  readonly first: Int32Array;
}

type CommonRows = Pick<GroupedRows, "common" | "offset">;

/** Of the columns and the bits of the numbers of each row. */
function hashRows({ common, offset }: CommonRows): Int32Array {
  const { rowStart, column, value } = common;
  const entries = new Int32Array(value.slice().buffer);
  const offsets = new Int32Array(offset.slice().buffer);
  const mix = (hash: number, word: number): number => {
    const product = Math.imul(hash ^ word, 0x85ebca6b);
    return product ^ (product >>> 13);
  };
  return Int32Array.from(offset, (_, i) => {
    let hash = mix(mix(0, offsets[2 * i]!), offsets[2 * i + 1]!);
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++)
      hash = mix(mix(mix(hash, column[e]!), entries[2 * e]!), entries[2 * e + 1]!);
    return hash;
  });
}

function areEqual({ common, offset }: CommonRows, one: number, other: number): boolean {
  const { rowStart, column, value } = common;
  const [from, to] = [rowStart[one]!, rowStart[other]!];
  const length = rowStart[one + 1]! - from;
  if (offset[one] !== offset[other] || rowStart[other + 1]! - to !== length) return false;
  for (let e = 0; e < length; e++)
    if (column[from + e] !== column[to + e] || value[from + e] !== value[to + e]) return false;
  return true;
}

/** By a table with open addressing, numbered in the order in which they come. */
export function findPatterns(rows: CommonRows): RowPatterns {
  const n = rows.offset.length;
  const hashes = hashRows(rows);
  let size = 2;
  while (size < 2 * n) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const of = new Int32Array(n);
  const first = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    let slot = hashes[i]! & (size - 1);
    while (table[slot]! >= 0 && !areEqual(rows, first[table[slot]!]!, i))
      slot = (slot + 1) & (size - 1);
    if (table[slot]! < 0) {
      first[count] = i;
      table[slot] = count++;
    }
    of[i] = table[slot]!;
  }
  return { count, of, first: first.slice(0, count) };
}

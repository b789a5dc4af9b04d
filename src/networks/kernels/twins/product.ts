/** The matrix product in JavaScript: one sum after the other, each in ascending depth, as the tiles add them. */
import type { Memory } from "../portable/memory.js";

const { fround } = Math;

/**
 * C = A B, or C += A B where `keep` is not 0: `rows` and `columns` are multiples of four. A(i, k) is `aRow` i +
 * `aDepth` k bytes from `a`, so that a matrix may be read as its transpose; rows of B and C are whole.
 */
export function product(
  { singles }: Memory,
  c: number,
  cStep: number,
  a: number,
  aRow: number,
  aDepth: number,
  b: number,
  bStep: number,
  rows: number,
  columns: number,
  depth: number,
  keep: number,
): void {
  for (let i = 0; i < rows; i++) {
    const cRow = (c + i * cStep) >> 2;
    for (let j = 0; j < columns; j++) {
      let sum = keep === 0 ? 0 : singles[cRow + j]!;
      let from = (a + i * aRow) >> 2;
      let to = (b >> 2) + j;
      for (let k = 0; k < depth; k++) {
        sum = fround(sum + fround(singles[from]! * singles[to]!));
        from += aDepth >> 2;
        to += bStep >> 2;
      }
      singles[cRow + j] = sum;
    }
  }
}

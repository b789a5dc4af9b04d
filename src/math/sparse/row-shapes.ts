/** Rows of a sparse matrix that have their entries in the same columns share a shape. */
import type { RowMatrix } from "./row-matrix.js";

export interface RowShapes {
  /** The shape of every row. */
  readonly shapeOf: Int32Array;
  /** One row of each shape. */
  readonly rowOf: Int32Array;
}

function hashRow({ rowStart, column }: RowMatrix, i: number): number {
  let key = 17;
  for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++)
    key = Math.imul(key ^ column[e]!, 0x9e3779b1) ^ (key >>> 15);
  return key >>> 0;
}

function sameColumns({ rowStart, column }: RowMatrix, i: number, j: number): boolean {
  const length = rowStart[i + 1]! - rowStart[i]!;
  if (rowStart[j + 1]! - rowStart[j]! !== length) return false;
  for (let e = 0; e < length; e++)
    if (column[rowStart[i]! + e] !== column[rowStart[j]! + e]) return false;
  return true;
}

/** Open addressing: a shape stands at the first free place after its hash. */
export function findShapes(matrix: RowMatrix): RowShapes {
  const { rowCount } = matrix;
  let capacity = 16;
  while (capacity < 2 * rowCount) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  const shapeOf = new Int32Array(rowCount);
  const rowOf = new Int32Array(rowCount);
  let count = 0;
  for (let i = 0; i < rowCount; i++) {
    let at = hashRow(matrix, i) & (capacity - 1);
    while (table[at] !== -1 && !sameColumns(matrix, rowOf[table[at]!]!, i))
      at = (at + 1) & (capacity - 1);
    if (table[at] === -1) {
      table[at] = count;
      rowOf[count++] = i;
    }
    shapeOf[i] = table[at]!;
  }
  return { shapeOf, rowOf: rowOf.slice(0, count) };
}

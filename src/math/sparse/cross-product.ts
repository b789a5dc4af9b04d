/** AᵀDA and the variances of A x, for a sparse A by rows: one pass over the pairs of entries of each row. */
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** A sparse matrix by rows; the columns of a row ascend. */
export interface RowMatrix {
  readonly rowCount: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

export interface CrossProduct {
  /** Of AᵀA, with every diagonal entry. */
  readonly pattern: SymmetricPattern;
  /** values = AᵀDA on the pattern. */
  accumulate(weights: Float64Array, values: Float64Array): void;
  /** result_i = a_iᵀ S a_i, for a symmetric S on the pattern. */
  quadraticForms(values: Float64Array, result: Float64Array): void;
}

/** Numbers the sets of columns that rows have, and the first row of each. */
function findShapes({ rowCount, rowStart, column }: RowMatrix): {
  shapeOf: Int32Array;
  first: number[];
} {
  const known = new Map<number, number[]>();
  const first: number[] = [];
  const shapeOf = new Int32Array(rowCount);
  const same = (i: number, j: number): boolean => {
    const length = rowStart[i + 1]! - rowStart[i]!;
    if (rowStart[j + 1]! - rowStart[j]! !== length) return false;
    for (let e = 0; e < length; e++)
      if (column[rowStart[i]! + e] !== column[rowStart[j]! + e]) return false;
    return true;
  };
  for (let i = 0; i < rowCount; i++) {
    let key = 17;
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++)
      key = (Math.imul(key, 31) + column[e]!) | 0;
    const bucket = known.get(key);
    const shape = bucket?.find((candidate) => same(first[candidate]!, i));
    if (shape !== undefined) {
      shapeOf[i] = shape;
      continue;
    }
    shapeOf[i] = first.length;
    if (bucket) bucket.push(first.length);
    else known.set(key, [first.length]);
    first.push(i);
  }
  return { shapeOf, first };
}

/** Pairs of columns that some row has, as a lower triangle by columns. */
function pairPattern(matrix: RowMatrix, first: readonly number[], size: number): SymmetricPattern {
  const { rowStart, column } = matrix;
  const columns: Set<number>[] = Array.from({ length: size }, (_, j) => new Set([j]));
  for (const i of first)
    for (let a = rowStart[i]!; a < rowStart[i + 1]!; a++)
      for (let b = rowStart[i]!; b <= a; b++) columns[column[b]!]!.add(column[a]!);
  const columnStart = new Int32Array(size + 1);
  columns.forEach((rows, j) => (columnStart[j + 1] = columnStart[j]! + rows.size));
  const rowIndex = new Int32Array(columnStart[size]!);
  columns.forEach((rows, j) => rowIndex.set(Int32Array.from(rows).sort(), columnStart[j]));
  return { size, columnStart, rowIndex };
}

function placeShapes(
  { rowStart, column }: RowMatrix,
  first: readonly number[],
  { columnStart, rowIndex }: SymmetricPattern,
): { start: Int32Array; slots: Int32Array } {
  const start = new Int32Array(first.length + 1);
  first.forEach((i, shape) => {
    const length = rowStart[i + 1]! - rowStart[i]!;
    start[shape + 1] = start[shape]! + (length * (length + 1)) / 2;
  });
  const slots = new Int32Array(start[first.length]!);
  first.forEach((i, shape) => {
    let end = start[shape]!;
    for (let a = rowStart[i]!; a < rowStart[i + 1]!; a++)
      for (let b = rowStart[i]!; b <= a; b++) {
        let low = columnStart[column[b]!]!;
        let high = columnStart[column[b]! + 1]!;
        while (high - low > 1) {
          const middle = (low + high) >> 1;
          if (rowIndex[middle]! <= column[a]!) low = middle;
          else high = middle;
        }
        slots[end++] = low;
      }
  });
  return { start, slots };
}

export function crossProductPattern(matrix: RowMatrix, size: number): CrossProduct {
  const { rowCount, rowStart, value } = matrix;
  const { shapeOf, first } = findShapes(matrix);
  const pattern = pairPattern(matrix, first, size);
  const { start, slots } = placeShapes(matrix, first, pattern);
  return {
    pattern,
    accumulate(weights, values) {
      values.fill(0);
      for (let i = 0; i < rowCount; i++) {
        const weight = weights[i]!;
        if (weight === 0) continue;
        let pair = start[shapeOf[i]!]!;
        const from = rowStart[i]!;
        for (let a = from; a < rowStart[i + 1]!; a++) {
          const scaled = weight * value[a]!;
          for (let b = from; b <= a; b++) values[slots[pair++]!]! += scaled * value[b]!;
        }
      }
    },
    quadraticForms(values, result) {
      for (let i = 0; i < rowCount; i++) {
        let pair = start[shapeOf[i]!]!;
        let total = 0;
        const from = rowStart[i]!;
        for (let a = from; a < rowStart[i + 1]!; a++) {
          let part = 0;
          for (let b = from; b < a; b++) part += values[slots[pair++]!]! * value[b]!;
          total += value[a]! * (2 * part + values[slots[pair++]!]! * value[a]!);
        }
        result[i] = total;
      }
    },
  };
}

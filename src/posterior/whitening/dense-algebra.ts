/** Small dense matrices for the maps of whitened coordinates; row-major. */
import { cholesky, solveCholesky } from "../../math/index.js";
import type { SymmetricMatrix } from "../../math/sparse/index.js";

export function denseOf({ pattern, values }: SymmetricMatrix): Float64Array {
  const n = pattern.size;
  const dense = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
      dense[pattern.rowIndex[s]! * n + j] = values[s]!;
      dense[j * n + pattern.rowIndex[s]!] = values[s]!;
    }
  return dense;
}

/** Entries of the lower triangle, column by column; zeros below the diagonal may be left out. */
export function lowerOf(dense: Float64Array, n: number, sparse = false): SymmetricMatrix {
  const columnStart = new Int32Array(n + 1);
  const rows: number[] = [];
  const entries: number[] = [];
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const entry = dense[i * n + j]!;
      if (sparse && i > j && entry === 0) continue;
      rows.push(i);
      entries.push(entry);
    }
    columnStart[j + 1] = rows.length;
  }
  const pattern = { size: n, columnStart, rowIndex: Int32Array.from(rows) };
  return { pattern, values: Float64Array.from(entries) };
}

/** Undefined where the matrix is not positive definite. */
export function inverseOf(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = cholesky(matrix, n);
  if (!factor) return undefined;
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveCholesky(factor, n, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}

function swapRows(matrix: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const kept = matrix[a * n + j]!;
    matrix[a * n + j] = matrix[b * n + j]!;
    matrix[b * n + j] = kept;
  }
}

/** row a += weight × row b. */
function addRow(matrix: Float64Array, n: number, a: number, b: number, weight: number): void {
  for (let j = 0; j < n; j++) matrix[a * n + j]! += weight * matrix[b * n + j]!;
}

/** Of any square matrix that has one, by elimination with pivots; undefined for a singular one. */
export function generalInverse(matrix: Float64Array, n: number): Float64Array | undefined {
  const left = matrix.slice();
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(left[i * n + k]!) > Math.abs(left[pivot * n + k]!)) pivot = i;
    const size = left[pivot * n + k]!;
    if (!(Math.abs(size) > 1e-12)) return undefined;
    for (const one of [left, inverse]) {
      if (pivot !== k) swapRows(one, n, k, pivot);
      for (let j = 0; j < n; j++) one[k * n + j]! /= size;
    }
    for (let i = 0; i < n; i++) {
      const weight = left[i * n + k]!;
      if (i === k || weight === 0) continue;
      addRow(left, n, i, k, -weight);
      addRow(inverse, n, i, k, -weight);
    }
  }
  return inverse;
}

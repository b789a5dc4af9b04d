/** Sparse symmetric matrices with values, and how they are gathered from their addends. */
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** A pattern with the entries of its lower triangle. */
export interface SymmetricMatrix {
  readonly pattern: SymmetricPattern;
  readonly values: Float64Array;
}

/** Collects addends of entries; (i, j) and (j, i) are the same entry. */
export interface MatrixAssembly {
  add(i: number, j: number, value: number): void;
  /** Every diagonal entry is present, even where nothing was added to it. */
  finish(): SymmetricMatrix;
}

export function assembleMatrix(size: number): MatrixAssembly {
  const columns = Array.from({ length: size }, (_, j) => new Map([[j, 0]]));
  return {
    add(i, j, value) {
      const column = columns[Math.min(i, j)]!;
      const row = Math.max(i, j);
      column.set(row, (column.get(row) ?? 0) + value);
    },
    finish() {
      const columnStart = new Int32Array(size + 1);
      const rowIndex: number[] = [];
      const values: number[] = [];
      columns.forEach((column, j) => {
        for (const [row, value] of [...column].sort(([a], [b]) => a - b)) {
          rowIndex.push(row);
          values.push(value);
        }
        columnStart[j + 1] = rowIndex.length;
      });
      return {
        pattern: { size, columnStart, rowIndex: Int32Array.from(rowIndex) },
        values: Float64Array.from(values),
      };
    },
  };
}

/** Rows and columns at the ascending `kept` positions. */
export function principalSubmatrix(
  { pattern, values }: SymmetricMatrix,
  kept: Int32Array,
): SymmetricMatrix {
  const place = new Int32Array(pattern.size).fill(-1);
  kept.forEach((position, k) => (place[position] = k));
  const columnStart = new Int32Array(kept.length + 1);
  const rowIndex: number[] = [];
  const entries: number[] = [];
  kept.forEach((j, k) => {
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
      const row = place[pattern.rowIndex[s]!]!;
      if (row < 0) continue;
      rowIndex.push(row);
      entries.push(values[s]!);
    }
    columnStart[k + 1] = rowIndex.length;
  });
  return {
    pattern: { size: kept.length, columnStart, rowIndex: Int32Array.from(rowIndex) },
    values: Float64Array.from(entries),
  };
}

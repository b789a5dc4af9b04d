/** The elimination tree of a permuted symmetric pattern, its postorder, and the structure of its factor. */
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** Column k of the permuted matrix: the rows below k, by permuted number. */
export interface PermutedColumns {
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

/** Strictly lower entries of P M Pᵀ by columns, where `order[k]` is the k-th node to be eliminated. */
export function permuteColumns(
  { size, columnStart, rowIndex }: SymmetricPattern,
  order: Int32Array,
): PermutedColumns {
  const place = new Int32Array(size);
  order.forEach((node, k) => (place[node] = k));
  const start = new Int32Array(size + 1);
  const each = (act: (column: number, row: number) => void): void => {
    for (let j = 0; j < size; j++)
      for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
        const [a, b] = [place[j]!, place[rowIndex[s]!]!];
        act(Math.min(a, b), Math.max(a, b));
      }
  };
  each((column) => start[column + 1]!++);
  for (let k = 0; k < size; k++) start[k + 1]! += start[k]!;
  const rows = new Int32Array(start[size]!);
  const end = start.slice(0, size);
  each((column, row) => (rows[end[column]!++] = row));
  return { start, rows };
}

/** Parent of every column, −1 for roots: the first row below the diagonal of its column of L. */
export function eliminationTree({ start, rows }: PermutedColumns): Int32Array {
  const size = start.length - 1;
  const parent = new Int32Array(size).fill(-1);
  const ancestor = new Int32Array(size).fill(-1);
  const byRow = transposeColumns(start, rows);
  for (let k = 0; k < size; k++)
    for (let s = byRow.start[k]!; s < byRow.start[k + 1]!; s++) {
      let i = byRow.rows[s]!;
      while (i !== -1 && i < k) {
        const above = ancestor[i]!;
        ancestor[i] = k;
        if (above === -1) parent[i] = k;
        i = above;
      }
    }
  return parent;
}

function transposeColumns(start: Int32Array, rows: Int32Array): PermutedColumns {
  const size = start.length - 1;
  const counts = new Int32Array(size + 1);
  for (const row of rows) counts[row + 1]!++;
  for (let k = 0; k < size; k++) counts[k + 1]! += counts[k]!;
  const columns = new Int32Array(rows.length);
  const end = counts.slice(0, size);
  for (let k = 0; k < size; k++)
    for (let s = start[k]!; s < start[k + 1]!; s++) columns[end[rows[s]!]!++] = k;
  return { start: counts, rows: columns };
}

/** Children before parents, each subtree in one run. */
export function postorder(parent: Int32Array): Int32Array {
  const size = parent.length;
  const firstChild = new Int32Array(size).fill(-1);
  const sibling = new Int32Array(size).fill(-1);
  const roots: number[] = [];
  for (let k = size - 1; k >= 0; k--) {
    const above = parent[k]!;
    if (above === -1) {
      roots.unshift(k);
      continue;
    }
    sibling[k] = firstChild[above]!;
    firstChild[above] = k;
  }
  const order = new Int32Array(size);
  let count = 0;
  for (const root of roots) {
    let k = root;
    for (;;) {
      while (firstChild[k] !== -1) {
        const child = firstChild[k]!;
        firstChild[k] = -1;
        k = child;
      }
      order[count++] = k;
      if (k === root) break;
      k = sibling[k] !== -1 ? sibling[k]! : parent[k]!;
    }
  }
  return order;
}

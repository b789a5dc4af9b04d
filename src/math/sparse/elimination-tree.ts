/** The elimination tree of a permuted symmetric pattern, its postorder, and the lengths of the factor's columns. */
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** The strictly lower half of P M Pᵀ: for every row k the columns before k, or for every column the rows after it. */
export interface PermutedHalf {
  readonly start: Int32Array;
  readonly entries: Int32Array;
}

/** Where each node comes in an order. */
export function invertOrder(order: Int32Array): Int32Array {
  const place = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) place[order[k]!] = k;
  return place;
}

/** By rows, for the pattern whose node i is the `place[i]`-th to be eliminated. */
export function permuteRows(
  { size, columnStart, rowIndex }: SymmetricPattern,
  place: Int32Array,
): PermutedHalf {
  const start = new Int32Array(size + 1);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++)
      start[Math.max(place[j]!, place[rowIndex[s]!]!) + 1]!++;
  for (let k = 0; k < size; k++) start[k + 1]! += start[k]!;
  const entries = new Int32Array(start[size]!);
  const into = start.slice(0, size);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
      const a = place[j]!;
      const b = place[rowIndex[s]!]!;
      if (a < b) entries[into[b]!++] = a;
      else entries[into[a]!++] = b;
    }
  return { start, entries };
}

/** Parent of every column, −1 for roots: the first row below the diagonal of its column of L. */
export function eliminationTree({ start, entries }: PermutedHalf): Int32Array {
  const size = start.length - 1;
  const parent = new Int32Array(size).fill(-1);
  const ancestor = new Int32Array(size).fill(-1);
  for (let k = 0; k < size; k++)
    for (let s = start[k]!; s < start[k + 1]!; s++) {
      let i = entries[s]!;
      while (i !== -1 && i < k) {
        const above = ancestor[i]!;
        ancestor[i] = k;
        if (above === -1) parent[i] = k;
        i = above;
      }
    }
  return parent;
}

/** Entries of every column of L below its diagonal: row k has the paths from its entries up to k. */
export function countColumns({ start, entries }: PermutedHalf, parent: Int32Array): Int32Array {
  const size = parent.length;
  const counts = new Int32Array(size);
  const mark = new Int32Array(size).fill(-1);
  for (let k = 0; k < size; k++) {
    mark[k] = k;
    for (let s = start[k]!; s < start[k + 1]!; s++)
      for (let i = entries[s]!; mark[i] !== k; i = parent[i]!) {
        counts[i]!++;
        mark[i] = k;
      }
  }
  return counts;
}

/** Children before parents, each subtree in one run, the child of the longest column last. */
export function postorder(parent: Int32Array, counts: Int32Array): Int32Array {
  const size = parent.length;
  const firstChild = new Int32Array(size + 1).fill(-1);
  const sibling = new Int32Array(size).fill(-1);
  const longest = new Int32Array(size + 1).fill(-1);
  const above = (k: number): number => (parent[k] === -1 ? size : parent[k]!);
  for (let k = 0; k < size; k++) {
    const chosen = longest[above(k)]!;
    if (chosen === -1 || counts[k]! >= counts[chosen]!) longest[above(k)] = k;
  }
  const prepend = (k: number): void => {
    sibling[k] = firstChild[above(k)]!;
    firstChild[above(k)] = k;
  };
  for (let k = 0; k < size; k++) if (longest[above(k)] === k) prepend(k);
  for (let k = size - 1; k >= 0; k--) if (longest[above(k)] !== k) prepend(k);
  const order = new Int32Array(size);
  let count = 0;
  for (let root = firstChild[size]!; root !== -1; root = sibling[root]!) {
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

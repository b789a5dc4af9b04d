/** Columns of the factor with nearly the same structure, gathered into fronts. */
import type { PermutedColumns } from "./elimination-tree.js";

export interface Supernodes {
  /** First column of each, and the size. */
  readonly start: Int32Array;
  /** Rows of each front: its own columns, then the rows below, ascending. */
  readonly fronts: readonly Int32Array[];
  /** The supernode that takes each one's update; −1 for roots. */
  readonly parent: Int32Array;
}

/** Structures of the columns of L: a column's own rows and those of its children, less itself. */
function factorStructure(columns: PermutedColumns, parent: Int32Array): readonly Int32Array[] {
  const size = parent.length;
  const mark = new Int32Array(size).fill(-1);
  const children: number[][] = Array.from({ length: size }, () => []);
  const structure: Int32Array[] = [];
  for (let k = 0; k < size; k++) {
    const rows: number[] = [];
    mark[k] = k;
    const visit = (row: number): void => {
      if (mark[row] === k) return;
      mark[row] = k;
      rows.push(row);
    };
    for (let s = columns.start[k]!; s < columns.start[k + 1]!; s++) visit(columns.rows[s]!);
    for (const child of children[k]!) {
      for (const row of structure[child]!) if (row !== k) visit(row);
    }
    structure.push(Int32Array.from(rows).sort());
    if (parent[k] !== -1) children[parent[k]!]!.push(k);
  }
  return structure;
}

/** Zeros that a merged front may hold, by its width: narrow fronts cost more in overhead than in zeros. */
function mayMerge(width: number, zeros: number, entries: number): boolean {
  if (width <= 4) return true;
  if (width <= 16) return zeros < 0.8 * entries;
  if (width <= 48) return zeros < 0.1 * entries;
  return zeros < 0.05 * entries;
}

const trapezoid = (width: number, below: number): number =>
  (width * (width + 1)) / 2 + width * below;

/** Relaxed supernodes of a postordered matrix: a run of columns, each the parent of the one before. */
export function findSupernodes(columns: PermutedColumns, parent: Int32Array): Supernodes {
  const structure = factorStructure(columns, parent);
  const size = parent.length;
  const start: number[] = [];
  const ends: number[] = [];
  const zeros: number[] = [];
  for (let k = 0; k < size; k++) {
    start.push(k);
    ends.push(k + 1);
    zeros.push(0);
    // The run before this one joins it while this column is its parent and few zeros come in.
    for (let last = start.length - 2; last >= 0; last--) {
      if (ends[last] !== start[last + 1]! || parent[ends[last]! - 1] !== start[last + 1]!) break;
      const own = ends[last]! - start[last]!;
      const joined = ends[last + 1]! - start[last]!;
      const below = structure[ends[last + 1]! - 1]!.length;
      const before =
        trapezoid(own, structure[ends[last]! - 1]!.length) -
        zeros[last]! +
        trapezoid(joined - own, below) -
        zeros[last + 1]!;
      const extra = trapezoid(joined, below) - before;
      if (!mayMerge(joined, extra, trapezoid(joined, below))) break;
      start.pop();
      const end = ends.pop()!;
      zeros.pop();
      ends[last] = end;
      zeros[last] = extra;
    }
  }
  const of = new Int32Array(size);
  start.forEach((first, s) => of.fill(s, first, ends[s]));
  const fronts = start.map((first, s) => {
    const own = Int32Array.from({ length: ends[s]! - first }, (_, c) => first + c);
    const below = structure[ends[s]! - 1]!;
    const front = new Int32Array(own.length + below.length);
    front.set(own);
    front.set(below, own.length);
    return front;
  });
  return {
    start: Int32Array.from([...start, size]),
    fronts,
    parent: Int32Array.from(fronts, (front, s) => {
      const width = ends[s]! - start[s]!;
      return front.length > width ? of[front[width]!]! : -1;
    }),
  };
}

/** Everything about a sparse factorisation that depends on the pattern alone; plain, cloneable data. */
import { eliminationTree, permuteColumns, postorder } from "./elimination-tree.js";
import { minimumDegreeOrder } from "./minimum-degree.js";
import { findSupernodes, type Supernodes } from "./supernodes.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface SymbolicFactor {
  readonly size: number;
  /** `order[k]` is the k-th node to be eliminated. */
  readonly order: Int32Array;
  /** First column of every supernode, and the size. */
  readonly columns: Int32Array;
  /** Rows of the fronts, one after the other; `frontStart` has one more entry than there are fronts. */
  readonly frontRows: Int32Array;
  readonly frontStart: Int32Array;
  /** −1 for roots. */
  readonly parent: Int32Array;
  /** For every front row below the own columns, its place in the parent's front; aligned with `frontRows`. */
  readonly relative: Int32Array;
  /** Where each panel (front × own columns, by columns) begins in the storage of the factor. */
  readonly panelStart: Int32Array;
  /** For every slot of the pattern, its place in the storage of the factor. */
  readonly entryPlace: Int32Array;
  /** Entries of L, zeros of relaxed supernodes included. */
  readonly nonZeros: number;
  /** Multiplications and additions of one factorisation. */
  readonly operations: number;
}

/** Elimination order whose postorder is itself: subtrees are runs. */
function choosePostordered(pattern: SymmetricPattern): {
  order: Int32Array;
  supernodes: Supernodes;
} {
  const degreeOrder = minimumDegreeOrder(pattern);
  const tree = eliminationTree(permuteColumns(pattern, degreeOrder));
  const order = postorder(tree).map((k) => degreeOrder[k]!);
  const columns = permuteColumns(pattern, order);
  return { order, supernodes: findSupernodes(columns, eliminationTree(columns)) };
}

function concatenate(lists: readonly Int32Array[]): { values: Int32Array; start: Int32Array } {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => (start[at + 1] = start[at]! + list.length));
  const values = new Int32Array(start[lists.length]!);
  lists.forEach((list, at) => values.set(list, start[at]));
  return { values, start };
}

function relativePlaces(
  { fronts, parent, start }: Supernodes,
  size: number,
): readonly Int32Array[] {
  const place = new Int32Array(size);
  return fronts.map((front, s) => {
    const relative = new Int32Array(front.length);
    if (parent[s] === -1) return relative;
    const above = fronts[parent[s]!]!;
    for (let r = 0; r < above.length; r++) place[above[r]!] = r;
    for (let r = start[s + 1]! - start[s]!; r < front.length; r++) relative[r] = place[front[r]!]!;
    return relative;
  });
}

function placeEntries(
  { size, columnStart, rowIndex }: SymmetricPattern,
  order: Int32Array,
  { fronts, start }: Supernodes,
  panelStart: Int32Array,
): Int32Array {
  const step = new Int32Array(size);
  order.forEach((node, k) => (step[node] = k));
  const supernodeOf = new Int32Array(size);
  fronts.forEach((_front, s) => supernodeOf.fill(s, start[s], start[s + 1]));
  const places = new Int32Array(rowIndex.length);
  const bySupernode: number[][] = fronts.map(() => []);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++) {
      const column = Math.min(step[j]!, step[rowIndex[s]!]!);
      places[s] = column;
      bySupernode[supernodeOf[column]!]!.push(j, s);
    }
  const rowPlace = new Int32Array(size);
  fronts.forEach((front, supernode) => {
    for (let r = 0; r < front.length; r++) rowPlace[front[r]!] = r;
    const entries = bySupernode[supernode]!;
    for (let e = 0; e < entries.length; e += 2) {
      const slot = entries[e + 1]!;
      const column = places[slot]!;
      const row = Math.max(step[entries[e]!]!, step[rowIndex[slot]!]!);
      places[slot] =
        panelStart[supernode]! + (column - start[supernode]!) * front.length + rowPlace[row]!;
    }
  });
  return places;
}

export function analysePattern(pattern: SymmetricPattern): SymbolicFactor {
  const { order, supernodes } = choosePostordered(pattern);
  const { fronts, start, parent } = supernodes;
  const rows = concatenate(fronts);
  const panelStart = new Int32Array(fronts.length + 1);
  let nonZeros = 0;
  let operations = 0;
  fronts.forEach(({ length }, s) => {
    const width = start[s + 1]! - start[s]!;
    panelStart[s + 1] = panelStart[s]! + width * length;
    for (let c = 0; c < width; c++) {
      nonZeros += length - c;
      operations += (length - c) * (length - c);
    }
  });
  return {
    size: pattern.size,
    order,
    columns: start,
    frontRows: rows.values,
    frontStart: rows.start,
    parent,
    relative: concatenate(relativePlaces(supernodes, pattern.size)).values,
    panelStart,
    entryPlace: placeEntries(pattern, order, supernodes, panelStart),
    nonZeros,
    operations,
  };
}

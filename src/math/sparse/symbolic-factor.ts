/** Everything about a sparse factorisation that depends on the pattern alone; plain, cloneable data. */
import {
  countColumns,
  eliminationTree,
  invertOrder,
  type PermutedHalf,
  permuteRows,
  postorder,
} from "./elimination-tree.js";
import { type FrontEntries, placeEntries, transposeHalf } from "./front-entries.js";
import { findFrontRows, relativePlaces } from "./front-rows.js";
import { minimumDegreeOrder } from "./minimum-degree.js";
import { findSupernodes } from "./supernodes.js";
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
  readonly entries: FrontEntries;
  /** Entries of L, zeros of relaxed supernodes included. */
  readonly nonZeros: number;
  /** Multiplications and additions of one factorisation. */
  readonly operations: number;
}

interface PostorderedTree {
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly counts: Int32Array;
  readonly byRow: PermutedHalf;
}

/** Elimination order whose postorder is itself: subtrees are runs. */
function choosePostordered(pattern: SymmetricPattern): PostorderedTree {
  const degreeOrder = minimumDegreeOrder(pattern);
  const rows = permuteRows(pattern, invertOrder(degreeOrder));
  const tree = eliminationTree(rows);
  const counts = countColumns(rows, tree);
  const post = postorder(tree, counts);
  const place = invertOrder(post);
  const order = post.map((k) => degreeOrder[k]!);
  return {
    order,
    parent: post.map((k) => (tree[k] === -1 ? -1 : place[tree[k]!]!)),
    counts: post.map((k) => counts[k]!),
    byRow: permuteRows(pattern, invertOrder(order)),
  };
}

/** Where the panels begin, and what they cost. */
function measurePanels(columns: Int32Array, frontStart: Int32Array) {
  const count = columns.length - 1;
  const panelStart = new Int32Array(count + 1);
  let nonZeros = 0;
  let operations = 0;
  for (let s = 0; s < count; s++) {
    const rows = frontStart[s + 1]! - frontStart[s]!;
    const width = columns[s + 1]! - columns[s]!;
    panelStart[s + 1] = panelStart[s]! + width * rows;
    for (let c = 0; c < width; c++) {
      nonZeros += rows - c;
      operations += (rows - c) * (rows - c);
    }
  }
  return { panelStart, nonZeros, operations };
}

export function analysePattern(pattern: SymmetricPattern): SymbolicFactor {
  const { order, parent, counts, byRow } = choosePostordered(pattern);
  const columns = findSupernodes(parent, counts);
  const fronts = findFrontRows(columns, transposeHalf(byRow), counts);
  return {
    size: pattern.size,
    order,
    columns,
    frontRows: fronts.rows,
    frontStart: fronts.start,
    parent: fronts.parent,
    relative: relativePlaces(fronts, columns),
    entries: placeEntries(pattern, invertOrder(order), columns, fronts),
    ...measurePanels(columns, fronts.start),
  };
}

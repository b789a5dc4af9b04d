/**
 * A fill-reducing order by approximate minimum degree (Amestoy, Davis & Duff 1996). Eliminated nodes become
 * elements of a quotient graph; elements that a new one covers are absorbed, nodes that cannot be told apart are
 * merged, and nodes of far more neighbours than the others go last.
 */
import { gatherElement, insert, openGraph, type QuotientGraph, remove } from "./quotient-graph.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

/** For every element next to the new one, `stamp[e]` - `now` becomes the weight of its nodes outside of it. */
function measureOutside(graph: QuotientGraph, pivot: number, now: number): void {
  const { lists, start, length, elementCount, weight, degree, stamp } = graph;
  for (let p = start[pivot]!; p < start[pivot]! + length[pivot]!; p++) {
    const i = lists[p]!;
    const own = -weight[i]!;
    for (let q = start[i]!; q < start[i]! + elementCount[i]!; q++) {
      const e = lists[q]!;
      if (stamp[e]! >= now) stamp[e]! -= own;
      else if (stamp[e]! !== 0) stamp[e] = degree[e]! + now - own;
    }
  }
}

/**
 * Shortens a node's lists to what the new element does not cover, and puts the new element first. Returns a hash
 * of the lists, or -1 where nothing is left of them: then the node is eliminated with the pivot.
 */
function updateNode(graph: QuotientGraph, i: number, pivot: number, now: number): number {
  const { lists, start, length, elementCount, weight, degree, stamp } = graph;
  const first = start[i]!;
  const nodes = first + elementCount[i]!;
  const end = first + length[i]!;
  let into = first;
  let outside = 0;
  let hash = pivot;
  for (let p = first; p < nodes; p++) {
    const e = lists[p]!;
    const left = stamp[e]! - now;
    if (stamp[e] === 0) continue;
    if (left > 0) {
      outside += left;
      lists[into++] = e;
      hash = (hash + e) | 0;
    } else stamp[e] = 0;
  }
  const kept = into - first;
  for (let p = nodes; p < end; p++) {
    const j = lists[p]!;
    if (weight[j]! <= 0) continue;
    outside += weight[j]!;
    lists[into++] = j;
    hash = (hash + j) | 0;
  }
  if (into === first) return -1;
  // The list had the pivot, or an element that the pivot absorbed: there is room for one more entry.
  lists[into] = lists[first + kept]!;
  lists[first + kept] = lists[first]!;
  lists[first] = pivot;
  elementCount[i] = kept + 1;
  length[i] = into - first + 1;
  degree[i] = Math.min(degree[i]!, outside);
  return (hash >>> 0) % graph.size;
}

/** Whether the lists of j are those whose entries carry the stamp. */
function isMarked({ lists, start, length, stamp }: QuotientGraph, j: number, now: number): boolean {
  for (let p = start[j]! + 1; p < start[j]! + length[j]!; p++)
    if (stamp[lists[p]!] !== now) return false;
  return true;
}

/** Merges nodes of the same lists among those of one hash. */
function mergeBucket(graph: QuotientGraph, bucket: number): void {
  const { lists, start, length, elementCount, weight, stamp, next, mergedInto } = graph;
  for (let i = bucket; i !== -1 && next[i] !== -1; i = next[i]!) {
    const now = graph.nextStamp(1);
    for (let p = start[i]! + 1; p < start[i]! + length[i]!; p++) stamp[lists[p]!] = now;
    let before = i;
    for (let j = next[i]!; j !== -1; j = next[j]!) {
      const alike =
        length[j] === length[i] && elementCount[j] === elementCount[i] && isMarked(graph, j, now);
      if (!alike) {
        before = j;
        continue;
      }
      weight[i]! += weight[j]!;
      weight[j] = 0;
      mergedInto[j] = i;
      next[before] = next[j]!;
    }
  }
}

/** Updates the nodes of a new element; returns the weight of those eliminated with the pivot. */
function updateNodes(graph: QuotientGraph, pivot: number, now: number): number {
  const { lists, start, length, weight, next, bucketHead, mergedInto } = graph;
  const used: number[] = [];
  let eliminated = 0;
  for (let p = start[pivot]!; p < start[pivot]! + length[pivot]!; p++) {
    const i = lists[p]!;
    const hash = updateNode(graph, i, pivot, now);
    if (hash === -1) {
      eliminated -= weight[i]!;
      weight[i] = 0;
      mergedInto[i] = pivot;
      continue;
    }
    if (bucketHead[hash] === -1) used.push(hash);
    next[i] = bucketHead[hash]!;
    bucketHead[hash] = i;
  }
  for (const hash of used) {
    mergeBucket(graph, bucketHead[hash]!);
    bucketHead[hash] = -1;
  }
  return eliminated;
}

/** Final degrees of the nodes left in the new element, which go back to their lists by degree. */
function settleElement(graph: QuotientGraph, pivot: number, left: number): void {
  const { lists, start, length, weight, degree } = graph;
  let into = start[pivot]!;
  const end = into + length[pivot]!;
  for (let p = into; p < end; p++) {
    const i = lists[p]!;
    if (weight[i] === 0) continue;
    weight[i] = -weight[i]!;
    degree[i] = Math.min(degree[i]! + degree[pivot]! - weight[i], left - weight[i]);
    insert(graph, i);
    lists[into++] = i;
  }
  length[pivot] = into - start[pivot]!;
  graph.end = into;
}

/** Eliminates one node, with all that can go along; returns how many original nodes these are. */
function eliminate(graph: QuotientGraph, pivot: number, left: number): number {
  const { weight, degree, stamp } = graph;
  const own = weight[pivot]!;
  gatherElement(graph, pivot);
  const now = graph.nextStamp(graph.widest);
  measureOutside(graph, pivot, now);
  const along = updateNodes(graph, pivot, now);
  degree[pivot]! -= along;
  settleElement(graph, pivot, left - own - along);
  stamp[pivot] = graph.length[pivot] === 0 ? 0 : 1;
  return own + along;
}

/** Every node after the pivot that it was eliminated with; nodes without one at the end. */
function expandOrder({ size, mergedInto }: QuotientGraph, pivots: Int32Array): Int32Array {
  const rank = new Int32Array(size).fill(-1);
  pivots.forEach((pivot, k) => (rank[pivot] = k));
  const start = new Int32Array(pivots.length + 2);
  for (let i = 0; i < size; i++) {
    let root = i;
    while (rank[root] === -1 && mergedInto[root] !== -1) root = mergedInto[root]!;
    const own = rank[root] === -1 ? pivots.length : rank[root]!;
    for (let k = i; k !== root;) {
      const above = mergedInto[k]!;
      mergedInto[k] = root;
      k = above;
    }
    start[own + 1]!++;
  }
  for (let k = 0; k <= pivots.length; k++) start[k + 1]! += start[k]!;
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const root = rank[i] === -1 && mergedInto[i] !== -1 ? mergedInto[i]! : i;
    const own = rank[root] === -1 ? pivots.length : rank[root]!;
    order[start[own]!++] = i;
  }
  return order;
}

/** The nodes in the order in which they are to be eliminated. */
export function minimumDegreeOrder(pattern: SymmetricPattern): Int32Array {
  const graph = openGraph(pattern);
  const pivots = new Int32Array(graph.size);
  let count = 0;
  let left = graph.size;
  for (let live = graph.liveCount; live > 0;) {
    const pivot = graph.leastDegree();
    remove(graph, pivot);
    const gone = eliminate(graph, pivot, left);
    live -= gone;
    left -= gone;
    pivots[count++] = pivot;
  }
  return expandOrder(graph, pivots.subarray(0, count));
}

/** The quotient graph of an elimination: live nodes, elements, and the lists of both in one array. */
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface QuotientGraph {
  readonly size: number;
  /** Nodes that are eliminated one by one; the rest have too many neighbours and go last. */
  readonly liveCount: number;
  /** Lists at `start[i]`: of a node its `elementCount[i]` elements, then nodes; of an element its nodes. */
  lists: Int32Array;
  end: number;
  readonly start: Int32Array;
  readonly length: Int32Array;
  readonly elementCount: Int32Array;
  /** Original nodes that a live node stands for; negative while it is in the new element; 0 for others. */
  readonly weight: Int32Array;
  /** Upper bound of a node's degree; the weight of an element. */
  readonly degree: Int32Array;
  /** 0 for elements that were absorbed. */
  readonly stamp: Int32Array;
  readonly mergedInto: Int32Array;
  /** Nodes by degree; `next` also chains the nodes of one hash. */
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  readonly bucketHead: Int32Array;
  /** A stamp above all others, to which up to `width` may be added. */
  nextStamp(width: number): number;
  /** The largest weight of an element so far. */
  widest: number;
  /** The live node of the least degree, among these the last inserted. */
  leastDegree(): number;
  lowest: number;
}

/** Both halves of the pattern without its diagonal, with room for the elements to come. */
function adjacency({ size, columnStart, rowIndex }: SymmetricPattern) {
  const length = new Int32Array(size);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
      length[j]!++;
      length[rowIndex[s]!]!++;
    }
  const start = new Int32Array(size);
  let end = 0;
  for (let i = 0; i < size; i++) {
    start[i] = end;
    end += length[i]!;
  }
  // What lives never outgrows the pattern, and a new element has fewer than `size` nodes.
  const lists = new Int32Array(2 * end + size);
  const into = start.slice();
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
      const i = rowIndex[s]!;
      lists[into[j]!++] = i;
      lists[into[i]!++] = j;
    }
  return { lists, start, length, end };
}

/** Degrees from which on a node only obstructs the others; it is eliminated after them. */
function denseDegree(size: number): number {
  return Math.max(16, 10 * Math.sqrt(size));
}

export function openGraph(pattern: SymmetricPattern): QuotientGraph {
  const { size } = pattern;
  const { lists, start, length, end } = adjacency(pattern);
  let largest = 2;
  const graph: QuotientGraph = {
    size,
    liveCount: length.reduce((live, degree) => live + (degree > denseDegree(size) ? 0 : 1), 0),
    lists,
    end,
    start,
    length,
    elementCount: new Int32Array(size),
    weight: Int32Array.from(length, (degree) => (degree > denseDegree(size) ? 0 : 1)),
    degree: length.slice(),
    stamp: new Int32Array(size).fill(1),
    mergedInto: new Int32Array(size).fill(-1),
    head: new Int32Array(size).fill(-1),
    next: new Int32Array(size),
    previous: new Int32Array(size),
    bucketHead: new Int32Array(size).fill(-1),
    lowest: size,
    widest: 0,
    nextStamp(width) {
      if (largest > 0x40000000) {
        for (let i = 0; i < size; i++) if (graph.stamp[i] !== 0) graph.stamp[i] = 1;
        largest = 2;
      }
      const now = largest;
      largest += width + 1;
      return now;
    },
    leastDegree() {
      while (graph.head[graph.lowest] === -1) graph.lowest++;
      return graph.head[graph.lowest]!;
    },
  };
  for (let i = 0; i < size; i++) if (graph.weight[i] === 1) insert(graph, i);
  return graph;
}

export function insert(graph: QuotientGraph, i: number): void {
  const { degree, head, next, previous } = graph;
  const own = degree[i]!;
  const first = head[own]!;
  next[i] = first;
  previous[i] = -1;
  if (first !== -1) previous[first] = i;
  head[own] = i;
  if (own < graph.lowest) graph.lowest = own;
}

export function remove({ degree, head, next, previous }: QuotientGraph, i: number): void {
  const before = previous[i]!;
  const after = next[i]!;
  if (before === -1) head[degree[i]!] = after;
  else next[before] = after;
  if (after !== -1) previous[after] = before;
}

/** Moves the lists that live to the beginning of a new array. */
function compact(graph: QuotientGraph): void {
  const { size, lists, start, length, weight, stamp, elementCount } = graph;
  const fresh = new Int32Array(lists.length);
  let end = 0;
  for (let i = 0; i < size; i++) {
    const isElement = elementCount[i] === -1;
    if (isElement ? stamp[i] === 0 : weight[i] === 0) continue;
    fresh.set(lists.subarray(start[i], start[i]! + length[i]!), end);
    start[i] = end;
    end += length[i]!;
  }
  graph.lists = fresh;
  graph.end = end;
}

/**
 * Makes an element of the pivot: the live nodes next to it, directly or through its elements, which are absorbed.
 * These nodes leave the lists by degree, and their weights turn negative.
 */
export function gatherElement(graph: QuotientGraph, pivot: number): void {
  const { start, length, elementCount, weight, degree, stamp } = graph;
  if (graph.end + graph.size > graph.lists.length) compact(graph);
  const { lists } = graph;
  let end = graph.end;
  let total = 0;
  const visit = (from: number, to: number): void => {
    for (let p = from; p < to; p++) {
      const i = lists[p]!;
      const own = weight[i]!;
      if (own <= 0) continue;
      weight[i] = -own;
      total += own;
      lists[end++] = i;
      remove(graph, i);
    }
  };
  weight[pivot] = 0;
  const elements = start[pivot]! + elementCount[pivot]!;
  for (let p = start[pivot]!; p < elements; p++) {
    const e = lists[p]!;
    if (stamp[e] === 0) continue;
    visit(start[e]!, start[e]! + length[e]!);
    stamp[e] = 0;
  }
  visit(elements, start[pivot]! + length[pivot]!);
  start[pivot] = graph.end;
  length[pivot] = end - graph.end;
  elementCount[pivot] = -1;
  degree[pivot] = total;
  graph.widest = Math.max(graph.widest, total);
  graph.end = end;
}

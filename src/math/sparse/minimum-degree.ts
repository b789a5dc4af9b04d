/**
 * A fill-reducing order by approximate minimum degree on the quotient graph (Amestoy, Davis & Duff 1996):
 * eliminated nodes become elements, elements that a new one covers are absorbed, and nodes that cannot be
 * told apart are eliminated together.
 */
import type { SymmetricPattern } from "./symmetric-pattern.js";

interface QuotientGraph {
  readonly size: number;
  /** For live nodes: adjacent nodes and elements. For elements: the nodes they join. */
  readonly nodes: Int32Array[];
  readonly elements: Int32Array[];
  /** How many original nodes a live node stands for; 0 for those eliminated or merged. */
  readonly weight: Int32Array;
  /** Nodes merged into another, by that node. */
  readonly merged: number[][];
  /** Approximate external degrees, and lists of nodes by degree. */
  readonly degree: Int32Array;
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

/** Both halves of the pattern without its diagonal. */
function adjacency({ size, columnStart, rowIndex }: SymmetricPattern): Int32Array[] {
  const counts = new Int32Array(size);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
      counts[j]!++;
      counts[rowIndex[s]!]!++;
    }
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]! + 1; s < columnStart[j + 1]!; s++) {
      const i = rowIndex[s]!;
      lists[j]![counts[j]!++] = i;
      lists[i]![counts[i]!++] = j;
    }
  return lists;
}

const none = new Int32Array(0);

function openGraph(pattern: SymmetricPattern): QuotientGraph {
  const { size } = pattern;
  const nodes = adjacency(pattern);
  const graph: QuotientGraph = {
    size,
    nodes,
    elements: Array.from({ length: size }, () => none),
    weight: new Int32Array(size).fill(1),
    merged: Array.from({ length: size }, () => []),
    degree: Int32Array.from(nodes, ({ length }) => length),
    head: new Int32Array(size).fill(-1),
    next: new Int32Array(size),
    previous: new Int32Array(size),
  };
  for (let i = size - 1; i >= 0; i--) insert(graph, i);
  return graph;
}

function insert({ degree, head, next, previous }: QuotientGraph, i: number): void {
  const first = head[degree[i]!]!;
  next[i] = first;
  previous[i] = -1;
  if (first >= 0) previous[first] = i;
  head[degree[i]!] = i;
}

function remove({ degree, head, next, previous }: QuotientGraph, i: number): void {
  const [before, after] = [previous[i]!, next[i]!];
  if (before >= 0) next[before] = after;
  else head[degree[i]!] = after;
  if (after >= 0) previous[after] = before;
}

/** Live nodes adjacent to the pivot, directly or through its elements, which are absorbed. */
function gatherElement(
  graph: QuotientGraph,
  pivot: number,
  mark: Int32Array,
  stamp: number,
): Int32Array {
  const { nodes, elements, weight } = graph;
  const found: number[] = [];
  mark[pivot] = stamp;
  const visit = (list: Int32Array): void => {
    for (const i of list) {
      if (weight[i]! === 0 || mark[i] === stamp) continue;
      mark[i] = stamp;
      found.push(i);
    }
  };
  visit(nodes[pivot]!);
  for (const e of elements[pivot]!) {
    visit(nodes[e]!);
    nodes[e] = none;
  }
  return Int32Array.from(found);
}

/** For every element next to the new one, the weight of its nodes outside of the new one. */
function measureOutside(
  graph: QuotientGraph,
  element: Int32Array,
  outside: Int32Array,
  seen: Int32Array,
  stamp: number,
): void {
  const { elements, nodes, weight } = graph;
  for (const i of element)
    for (const e of elements[i]!) {
      if (nodes[e]!.length === 0) continue;
      if (seen[e] !== stamp) {
        seen[e] = stamp;
        let total = 0;
        for (const k of nodes[e]!) total += weight[k]!;
        outside[e] = total;
      }
      outside[e]! -= weight[i]!;
    }
}

interface Scratch {
  readonly mark: Int32Array;
  readonly seen: Int32Array;
  readonly outside: Int32Array;
}

/** Shortens a node's lists to what the new element does not cover; returns the degree outside of it. */
function updateNode(
  graph: QuotientGraph,
  i: number,
  pivot: number,
  { mark, outside }: Scratch,
  stamp: number,
): number {
  const { nodes, elements, weight } = graph;
  let degree = 0;
  const keptElements = elements[i]!.filter((e) => {
    if (nodes[e]!.length === 0) return false;
    if (outside[e]! > 0) {
      degree += outside[e]!;
      return true;
    }
    nodes[e] = none;
    return false;
  });
  const keptNodes = nodes[i]!.filter((k) => {
    if (weight[k]! === 0 || mark[k] === stamp) return false;
    degree += weight[k]!;
    return true;
  });
  const joined = new Int32Array(keptElements.length + 1);
  joined.set(keptElements);
  joined[keptElements.length] = pivot;
  elements[i] = joined;
  nodes[i] = keptNodes;
  return degree;
}

function sameLists(a: Int32Array, b: Int32Array, mark: Int32Array, stamp: number): boolean {
  if (a.length !== b.length) return false;
  for (const entry of a) mark[entry] = stamp;
  return b.every((entry) => mark[entry] === stamp);
}

/** Nodes with the same neighbours become one. */
function mergeAlike(
  graph: QuotientGraph,
  element: Int32Array,
  mark: Int32Array,
  nextStamp: () => number,
): void {
  const { nodes, elements, weight, merged } = graph;
  const buckets = new Map<number, number[]>();
  for (const i of element) {
    if (weight[i]! === 0) continue;
    let key = elements[i]!.length * 31 + nodes[i]!.length;
    for (const e of elements[i]!) key = (key + e * 7919) | 0;
    for (const k of nodes[i]!) key = (key + k * 104729) | 0;
    const bucket = buckets.get(key);
    if (bucket === undefined) {
      buckets.set(key, [i]);
      continue;
    }
    const twin = bucket.find(
      (other) =>
        sameLists(elements[other]!, elements[i]!, mark, nextStamp()) &&
        sameLists(nodes[other]!, nodes[i]!, mark, nextStamp()),
    );
    if (twin === undefined) {
      bucket.push(i);
      continue;
    }
    remove(graph, i);
    remove(graph, twin);
    graph.degree[twin] = Math.max(0, graph.degree[twin]! - weight[i]!);
    insert(graph, twin);
    weight[twin]! += weight[i]!;
    weight[i] = 0;
    merged[twin]!.push(i);
    nodes[i] = none;
    elements[i] = none;
  }
}

/** The node and all that were merged into it. */
function emit(graph: QuotientGraph, node: number, order: number[]): void {
  order.push(node);
  for (const other of graph.merged[node]!) emit(graph, other, order);
}

/** The nodes in the order in which they are to be eliminated. */
export function minimumDegreeOrder(pattern: SymmetricPattern): Int32Array {
  const graph = openGraph(pattern);
  const { size, nodes, elements, weight, degree } = graph;
  const scratch: Scratch = {
    mark: new Int32Array(size),
    seen: new Int32Array(size),
    outside: new Int32Array(size),
  };
  let stamps = 0;
  const nextStamp = (): number => ++stamps;
  const order: number[] = [];
  let lowest = 0;
  while (order.length < size) {
    while (graph.head[lowest]! < 0) lowest++;
    const pivot = graph.head[lowest]!;
    remove(graph, pivot);
    const stamp = nextStamp();
    const element = gatherElement(graph, pivot, scratch.mark, stamp);
    weight[pivot] = 0;
    elements[pivot] = none;
    nodes[pivot] = element;
    emit(graph, pivot, order);
    const left = size - order.length;
    let elementWeight = 0;
    for (const i of element) elementWeight += weight[i]!;
    measureOutside(graph, element, scratch.outside, scratch.seen, stamp);
    for (const i of element) {
      remove(graph, i);
      const outside = updateNode(graph, i, pivot, scratch, stamp);
      const inside = elementWeight - weight[i]!;
      degree[i] = Math.max(0, Math.min(left - weight[i]!, degree[i]! + inside, outside + inside));
      insert(graph, i);
    }
    mergeAlike(graph, element, scratch.mark, nextStamp);
    for (const i of element) if (weight[i]! > 0) lowest = Math.min(lowest, degree[i]!);
    nodes[pivot] = element.filter((i) => weight[i]! > 0);
  }
  return Int32Array.from(order);
}

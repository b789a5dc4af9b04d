/**
 * Where densities are tabulated that are known at nodes: a grid between whose points the log density is linear. A chord
 * lies above a log density by the same in every cell where that is normal, which changes nothing, and by r″ h²/12 more
 * in the mean of a cell where it is not: so much is taken off at its ends.
 */
const gridStep = 0.75;
const gridEnd = 7.5;
/** By how many points a side may end earlier, at 5.25. */
export const sparedPoints = 3;
const order = 4;

/** Of tables that have one place before the grid; of pairs of places, an even one and the next. */
export interface Interpolation {
  readonly points: number;
  readonly grid: Float64Array;
  readonly normals: Float64Array;
  readonly width: number;
  /** The first of the nodes that count for a pair, at its even place. */
  readonly firsts: Int32Array;
  /** Two of each node. */
  readonly weights: Float64Array;
}

/** Weights of all nodes for r at a point: cubic in four of them (Lagrange), level beyond the last node. */
function lagrangeWeights(nodes: Float64Array, point: number): Float64Array {
  const t = Math.max(nodes[0]!, Math.min(nodes.at(-1)!, point));
  let after = nodes.findIndex((node) => node > t);
  if (after < 0) after = nodes.length;
  const from = Math.max(0, Math.min(nodes.length - order, after - order / 2));
  const weights = new Float64Array(nodes.length);
  for (let a = from; a < from + order; a++) {
    weights[a] = 1;
    for (let b = from; b < from + order; b++)
      if (a !== b) weights[a]! *= (t - nodes[b]!) / (nodes[a]! - nodes[b]!);
  }
  return weights;
}

/** Less a twelfth of the second difference, which is a half one-sided one at the ends. */
function takeOffChords(raw: readonly Float64Array[]): Float64Array[] {
  return raw.map((own, i) => {
    const [before, after] = [raw[i - 1] ?? own, raw[i + 1] ?? own];
    return own.map((weight, q) => weight - (before[q]! - 2 * weight + after[q]!) / 12);
  });
}

/** The nodes with any weight at one of two points. */
function spanOf(one: Float64Array, other: Float64Array): readonly [number, number] {
  const counts = (q: number): boolean => one[q] !== 0 || other[q] !== 0;
  const all = Array.from(one.keys()).filter(counts);
  return [all[0]!, all.at(-1)! + 1];
}

export function interpolationOn(nodes: Float64Array): Interpolation {
  const points = 2 * Math.round(gridEnd / gridStep) + 1;
  const places = points + 1;
  const grid = Float64Array.from({ length: places }, (_, k) => (k - 1) * gridStep - gridEnd);
  const own = takeOffChords(Array.from(grid.subarray(1), (t) => lagrangeWeights(nodes, t)));
  // Nobody looks at the place before the grid.
  const rows = [own[0]!, ...own];
  const spans = rows.map((row, k) => spanOf(rows[k & ~1]!, rows[k | 1] ?? row));
  const width = Math.max(...spans.map(([from, to]) => to - from));
  const firsts = Int32Array.from(spans, ([from]) => Math.min(from, nodes.length - width));
  const weights = new Float64Array(places * width);
  rows.forEach((row, k) => {
    for (let q = 0; q < width; q++)
      weights[(k & ~1) * width + 2 * q + (k & 1)] = row[firsts[k]! + q]!;
  });
  return { points, grid, normals: grid.map((t) => -0.5 * t * t), width, firsts, weights };
}

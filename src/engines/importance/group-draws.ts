/**
 * Draws of a group's effect from its density φ(t) exp(r(t)), where r is interpolated between the nodes of the
 * quadrature: by inversion on a grid between whose points the log density is linear. A chord lies above a log density
 * by the same in every cell where that is normal, which changes nothing, and by r″ h²/12 more in the mean of a cell
 * where it is not: so much is taken off at its ends.
 */
import { deterministic, type RandomStream } from "../../math/index.js";
import type { GroupQuadrature } from "./group-quadrature.js";

const gridStep = 0.75;
const gridEnd = 7.5;
const order = 4;

/** Weights of four nodes for each point of the grid (cubic Lagrange); r is level beyond the last node. */
interface Interpolation {
  readonly grid: Float64Array;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

function interpolationOn(nodes: Float64Array): Interpolation {
  const size = 2 * Math.round(gridEnd / gridStep) + 1;
  const grid = Float64Array.from({ length: size }, (_, i) => i * gridStep - gridEnd);
  const first = new Int32Array(size);
  const weights = new Float64Array(size * order);
  grid.forEach((point, i) => {
    const t = Math.max(nodes[0]!, Math.min(nodes.at(-1)!, point));
    let after = nodes.findIndex((node) => node > t);
    if (after < 0) after = nodes.length;
    const from = Math.max(0, Math.min(nodes.length - order, after - order / 2));
    first[i] = from;
    for (let a = 0; a < order; a++) {
      let weight = 1;
      for (let b = 0; b < order; b++)
        if (a !== b) weight *= (t - nodes[from + b]!) / (nodes[from + a]! - nodes[from + b]!);
      weights[i * order + a] = weight;
    }
  });
  return { grid, first, weights };
}

/** Logs of densities below the largest lie above this: what is further down has no mass that counts. */
const lowest = -30;
/** Below, differences of logs are too small to be divided by. */
const level = 1e-3;

/**
 * e^y for y in [-30, 5] by the 256th power of a series in y / 256: relative error below 1e-6. Grids need no more, and
 * this takes a tenth of the time.
 */
function roughExp(y: number): number {
  const x = y * (1 / 256);
  const tail = 1 / 6 + x * (1 / 24 + x * (1 / 120));
  let power = 1 + x * (1 + x * (0.5 + x * tail));
  for (let squaring = 0; squaring < 8; squaring++) power *= power;
  return power;
}

/** Mass of a cell from its densities and by how much their log rises, in units of its width. */
function cellMass(low: number, high: number, rise: number): number {
  if (Math.abs(rise) < level) return low * (1 + rise * (0.5 + rise / 6));
  return (high - low) / rise;
}

/** How far into a cell the share of its mass lies. */
function placeWithin(share: number, low: number, high: number, rise: number): number {
  if (Math.abs(rise) < 1e-6) return share;
  return deterministic.log1p((share * (high - low)) / low) / rise;
}

/** r at the points of the grid, of the group whose remainders begin at a place. */
function openSmoothing({ grid, first, weights }: Interpolation, remainders: Float64Array) {
  const smooth = new Float64Array(grid.length);
  return (group: number): Float64Array => {
    for (let i = 0; i < smooth.length; i++) {
      const from = group + first[i]!;
      const w = i * order;
      smooth[i] =
        weights[w]! * remainders[from]! +
        weights[w + 1]! * remainders[from + 1]! +
        weights[w + 2]! * remainders[from + 2]! +
        weights[w + 3]! * remainders[from + 3]!;
    }
    return smooth;
  };
}

/** Two effects of every group, at a probability and at what is left of one. */
export function openGroupDraws(
  { modes, scales, remainders }: GroupQuadrature,
  nodes: Float64Array,
): (random: RandomStream, one: Float64Array, other: Float64Array) => void {
  const interpolation = interpolationOn(nodes);
  const { grid } = interpolation;
  const smoothing = openSmoothing(interpolation, remainders);
  const size = grid.length;
  const normal = grid.map((t) => -0.5 * t * t);
  const logs = new Float64Array(size);
  const densities = new Float64Array(size);
  const cumulative = new Float64Array(size);

  const largestAtNodes = (group: number): number => {
    let largest = -Infinity;
    for (let q = 0; q < nodes.length; q++)
      largest = Math.max(largest, remainders[group + q]! - 0.5 * nodes[q]! * nodes[q]!);
    return largest;
  };

  const cumulate = (group: number): void => {
    const largest = largestAtNodes(group);
    const smooth = smoothing(group);
    for (let i = 0; i < size; i++) {
      const [before, after] = [smooth[Math.max(0, i - 1)]!, smooth[Math.min(size - 1, i + 1)]!];
      const r = smooth[i]! - (before - 2 * smooth[i]! + after) / 12;
      // Between nodes a cubic may lie above all of them, but not far.
      const log = Math.max(lowest, Math.min(5, r + normal[i]! - largest));
      logs[i] = log;
      densities[i] = roughExp(log);
    }
    for (let i = 1; i < size; i++)
      cumulative[i] =
        cumulative[i - 1]! + cellMass(densities[i - 1]!, densities[i]!, logs[i]! - logs[i - 1]!);
  };

  const invert = (probability: number): number => {
    const sought = probability * cumulative[size - 1]!;
    let before = 0;
    let cell = size - 1;
    while (cell - before > 1) {
      const middle = (before + cell) >> 1;
      if (cumulative[middle]! < sought) before = middle;
      else cell = middle;
    }
    const mass = cumulative[cell]! - cumulative[before]!;
    const share = mass > 0 ? Math.min(1, (sought - cumulative[before]!) / mass) : 0.5;
    const rise = logs[cell]! - logs[before]!;
    return (
      grid[before]! + gridStep * placeWithin(share, densities[before]!, densities[cell]!, rise)
    );
  };

  return (random, one, other) => {
    for (let g = 0; g < modes.length; g++) {
      cumulate(g * nodes.length);
      const probability = random.uniform();
      one[g] = modes[g]! + scales[g]! * invert(probability);
      other[g] = modes[g]! + scales[g]! * invert(1 - probability);
    }
  };
}

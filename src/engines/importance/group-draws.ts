/**
 * Draws of a group's effect from its density φ(t) exp(r(t)), where r is interpolated between the nodes of the
 * quadrature: by inversion on a grid between whose points the log density is linear.
 */
import { deterministic, type RandomStream } from "../../math/index.js";
import type { GroupQuadrature } from "./group-quadrature.js";

const gridStep = 0.5;
const gridEnd = 7;
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

/** A cell's log density may rise by so much: beyond, all its mass is at one end. */
const steepest = 500;

/** How far into a cell the share lies, where the log density rises by `rise` over the cell. */
function placeWithin(share: number, rise: number): number {
  if (Math.abs(rise) < 1e-6) return share;
  const slope = Math.max(-steepest, Math.min(steepest, rise));
  return deterministic.log1p(share * deterministic.expm1(slope)) / slope;
}

/** Mass of a cell between two log densities, in units of its width. */
function cellMass(low: number, high: number): number {
  const fall = Math.abs(high - low);
  const top = deterministic.exp(Math.max(low, high));
  return fall < 1e-6 ? top : (-top * deterministic.expm1(-fall)) / fall;
}

/** Two effects of every group, at a probability and at what is left of one. */
export function openGroupDraws(
  { modes, scales, remainders }: GroupQuadrature,
  nodes: Float64Array,
): (random: RandomStream, one: Float64Array, other: Float64Array) => void {
  const { grid, first, weights } = interpolationOn(nodes);
  const logs = new Float64Array(grid.length);
  const cumulative = new Float64Array(grid.length);

  const cumulate = (g: number): void => {
    let largest = -Infinity;
    for (let i = 0; i < grid.length; i++) {
      let r = 0;
      for (let a = 0; a < order; a++) r += weights[i * order + a]! * remainders[first[i]! + a]![g]!;
      logs[i] = r - 0.5 * grid[i]! * grid[i]!;
      largest = Math.max(largest, logs[i]!);
    }
    for (let i = 0; i < grid.length; i++) logs[i]! -= largest;
    for (let i = 1; i < grid.length; i++)
      cumulative[i] = cumulative[i - 1]! + cellMass(logs[i - 1]!, logs[i]!);
  };

  const invert = (probability: number): number => {
    const sought = probability * cumulative.at(-1)!;
    let cell = 1;
    while (cell < grid.length - 1 && cumulative[cell]! < sought) cell++;
    const mass = cumulative[cell]! - cumulative[cell - 1]!;
    const share = mass > 0 ? Math.min(1, (sought - cumulative[cell - 1]!) / mass) : 0.5;
    return grid[cell - 1]! + gridStep * placeWithin(share, logs[cell]! - logs[cell - 1]!);
  };

  return (random, one, other) => {
    for (let g = 0; g < modes.length; g++) {
      cumulate(g);
      const probability = random.uniform();
      one[g] = modes[g]! + scales[g]! * invert(probability);
      other[g] = modes[g]! + scales[g]! * invert(1 - probability);
    }
  };
}

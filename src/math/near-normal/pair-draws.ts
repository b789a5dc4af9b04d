/** Pairs of draws from many densities φ(t) exp(r(t)) at once. */
import { interpolationOn, sparedPoints } from "./interpolation.js";
import { openNearNormalMemory, type NearNormalBackend } from "./near-normal-module.js";
import * as layout from "./portable/layout.js";

/** A workspace for so many densities; the arrays belong to the last draw. */
export interface PairDraws {
  /** To be filled: each density is drawn at this probability and at what is left of one. */
  readonly probabilities: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** By r at the nodes, density after density. */
  readonly draw: (remainders: Float64Array) => void;
}

export function openPairDraws(
  nodes: Float64Array,
  densities: number,
  wish?: NearNormalBackend,
): PairDraws {
  const { points, grid, normals, width, firsts, weights } = interpolationOn(nodes);
  // The last of them are read and written in pairs.
  const places = points + 3;
  const { run, at, column, integers } = openNearNormalMemory(
    {
      header: layout.headerLength,
      grid: places,
      normals: places,
      firsts: places,
      weights: weights.length,
      logs: places,
      densities: places,
      cumulative: places,
      nodeNormals: nodes.length,
      remainders: nodes.length * densities,
      cells: 12 * densities,
      probabilities: densities,
      first: densities,
      second: densities,
    },
    wish,
  );
  const header = integers.subarray(at.header / 4);
  header[layout.points] = nodes.length;
  header[layout.gridSize] = points;
  header[layout.spared] = sparedPoints;
  header[layout.width] = width;
  header[layout.gridAt] = at.grid;
  header[layout.normalsAt] = at.normals;
  header[layout.firstsAt] = at.firsts;
  header[layout.weightsAt] = at.weights;
  header[layout.logsAt] = at.logs;
  header[layout.densitiesAt] = at.densities;
  header[layout.cumulativeAt] = at.cumulative;
  header[layout.cellsAt] = at.cells;
  header[layout.nodeNormalsAt] = at.nodeNormals;
  column("grid").set(grid);
  column("normals").set(normals);
  column("weights").set(weights);
  column("nodeNormals").set(nodes.map((t) => -0.5 * t * t));
  integers.set(firsts, at.firsts / 4);
  const ownRemainders = column("remainders");
  return {
    probabilities: column("probabilities"),
    first: column("first"),
    second: column("second"),
    draw: (remainders) => {
      ownRemainders.set(remainders);
      run.drawPairs(at.header, densities, at.remainders, at.probabilities, at.first, at.second);
    },
  };
}

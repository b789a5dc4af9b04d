/** Draws of groups' effects by inversion of their densities on a grid. */
import { deterministic, type RandomStream } from "../../math/index.js";
import { gridStep, openDensityTable } from "./group-density.js";
import type { GroupQuadrature } from "./group-quadrature.js";

/** How far into a cell the share of its mass lies. */
function placeWithin(share: number, low: number, high: number, rise: number): number {
  if (Math.abs(rise) < 1e-6) return share;
  return deterministic.log1p((share * (high - low)) / low) / rise;
}

/** Two effects of every group, at a probability and at what is left of one. */
export function openGroupDraws(
  { modes, scales, remainders }: Pick<GroupQuadrature, "modes" | "scales" | "remainders">,
  nodes: Float64Array,
): (random: RandomStream, one: Float64Array, other: Float64Array) => void {
  const { table, tabulate } = openDensityTable(remainders, nodes);
  const { grid, logs, densities, cumulative } = table;

  const invert = (probability: number): number => {
    const sought = probability * cumulative[table.high]!;
    let before = table.low;
    let cell = table.high;
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
      tabulate(g * nodes.length);
      const probability = random.uniform();
      one[g] = modes[g]! + scales[g]! * invert(probability);
      other[g] = modes[g]! + scales[g]! * invert(1 - probability);
    }
  };
}

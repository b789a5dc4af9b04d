/** Population means of every area for every posterior draw, one draw at a time. */
import type { Draws } from "../../posterior/posterior.js";
import type { AreaCells } from "./area-cells.js";
import type { NewEffects } from "./new-effects.js";

/** What predicts the mean response of every cell from one draw. */
export interface MeanPredictor {
  readonly rowCount: number;
  evaluateMean(draw: Float64Array, newEffects: readonly Float64Array[], means: Float64Array): void;
}

/** Σ share × mean over a run of cells, in four partial sums so that additions need not wait. */
export function weightedSum(
  shares: Float64Array,
  means: Float64Array,
  from: number,
  to: number,
): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let cell = from;
  for (; cell + 3 < to; cell += 4) {
    a += shares[cell]! * means[cell]!;
    b += shares[cell + 1]! * means[cell + 1]!;
    c += shares[cell + 2]! * means[cell + 2]!;
    d += shares[cell + 3]! * means[cell + 3]!;
  }
  for (; cell < to; cell++) a += shares[cell]! * means[cell]!;
  return a + b + (c + d);
}

/**
 * `result[area * drawCount + draw]`: the average of the cells' means, weighted by population.
 * Holds areas × draws and one row of cells, never cells × draws.
 */
export function streamAreas(
  predictor: MeanPredictor,
  draws: Draws,
  cells: Pick<AreaCells, "areas" | "starts" | "shares">,
  newEffects: NewEffects,
): Float64Array {
  const drawCount = draws.chains * draws.drawsPerChain;
  const width = draws.parameters.length;
  const areaCount = cells.areas.length;
  const result = new Float64Array(areaCount * drawCount);
  const means = new Float64Array(predictor.rowCount);
  for (let draw = 0; draw < drawCount; draw++) {
    const values = draws.values.subarray(draw * width, (draw + 1) * width);
    newEffects.fill(values);
    predictor.evaluateMean(values, newEffects.arrays, means);
    for (let area = 0; area < areaCount; area++) {
      const [from, to] = [cells.starts[area]!, cells.starts[area + 1]!];
      result[area * drawCount + draw] = weightedSum(cells.shares, means, from, to);
    }
  }
  return result;
}

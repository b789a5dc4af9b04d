/** Population means of every area for every posterior draw, one draw at a time. */
import type { Draws } from "../../posterior/posterior.js";
import type { AreaCells, CellGrouping } from "./area-cells.js";
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

/** Writes each area's mean of one draw, a weighted sum of its strata's, from `first` on. */
function gatherAreas(
  { areaOf, weights }: CellGrouping,
  strata: Float64Array,
  result: Float64Array,
  place: { readonly first: number; readonly stride: number },
): void {
  for (let stratum = 0; stratum < areaOf.length; stratum++)
    result[place.first + areaOf[stratum]! * place.stride]! += weights[stratum]! * strata[stratum]!;
}

/** What is done to the cells' means of a draw before they are averaged; false where it cannot be. */
export type AdjustMeans = (means: Float64Array, draw: number) => boolean;

/**
 * `result[area * drawCount + draw]`: the average of the cells' means, weighted by population, for the
 * areas of all groupings one after the other. Holds areas × draws and one row of cells, never
 * cells × draws. Undefined where a draw's means could not be adjusted.
 */
export function streamAreas(
  predictor: MeanPredictor,
  draws: Draws,
  cells: Pick<AreaCells, "groupings" | "starts" | "shares">,
  newEffects: NewEffects,
  adjust: AdjustMeans = () => true,
): Float64Array | undefined {
  const means = new Float64Array(predictor.rowCount);
  return streamMeans(draws, cells, [means], (values, draw) => {
    newEffects.fill(values);
    predictor.evaluateMean(values, newEffects.arrays, means);
    return adjust(means, draw);
  });
}

/**
 * The same for several means of each cell, those of an area one after the other; `evaluate` writes them for a draw
 * of the parameters, and returns false where it cannot.
 */
export function streamMeans(
  draws: Draws,
  { groupings, starts, shares }: Pick<AreaCells, "groupings" | "starts" | "shares">,
  means: readonly Float64Array[],
  evaluate: (values: Float64Array, draw: number) => boolean,
): Float64Array | undefined {
  const drawCount = draws.chains * draws.drawsPerChain;
  const width = draws.parameters.length;
  const areaCount = groupings.reduce((sum, { areas }) => sum + areas.length, 0);
  const stride = means.length * drawCount;
  const result = new Float64Array(areaCount * stride);
  const strata = new Float64Array(starts.length - 1);
  for (let draw = 0; draw < drawCount; draw++) {
    if (!evaluate(draws.values.subarray(draw * width, (draw + 1) * width), draw)) return undefined;
    means.forEach((own, k) => {
      for (let stratum = 0; stratum < strata.length; stratum++)
        strata[stratum] = weightedSum(shares, own, starts[stratum]!, starts[stratum + 1]!);
      let first = k * drawCount + draw;
      for (const grouping of groupings) {
        gatherAreas(grouping, strata, result, { first, stride });
        first += grouping.areas.length * stride;
      }
    });
  }
  return result;
}

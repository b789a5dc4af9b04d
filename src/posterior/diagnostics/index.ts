/** Convergence statistics of draws by their published definitions; values are chain after chain. */
import { chainDraws, splitChains } from "./chain-draws.js";
import { effectiveSampleSize, openAutocovariance } from "./effective-sample-size.js";
import { convergenceOf, openDrawMeasures } from "./measure-draws.js";

export { variance } from "./chain-draws.js";
export { energyFractionOfMissingInformation } from "./energy.js";
export { sortOrder } from "./sort-order.js";
export { highestDensityInterval } from "./intervals.js";
export {
  convergenceOf,
  mcseOfQuantile,
  openDrawMeasures,
  summariseDraws,
  type Convergence,
  type DrawMeasures,
  type DrawSummary,
} from "./measure-draws.js";

/** Effective sample size for the means of scalars, all drawn by chains of the same length. */
export function openEssMean(
  chains: number,
  drawsPerChain: number,
): (values: Float64Array) => number {
  const fourier = openAutocovariance(Math.floor(drawsPerChain / 2));
  return (values) => effectiveSampleSize(splitChains(chainDraws(values, chains)), fourier);
}

/** Effective sample size for the mean of a scalar. */
export function essMean(values: Float64Array, chains: number): number {
  return openEssMean(chains, values.length / chains)(values);
}

/** Rank-normalised split R-hat with bulk and tail effective sample sizes of a scalar. */
export function convergence(
  values: Float64Array,
  chains: number,
): { readonly rHat: number; readonly essBulk: number; readonly essTail: number } {
  const measures = openDrawMeasures(chains, values.length / chains);
  return convergenceOf(values, measures);
}

/** Convergence statistics of draws by their published definitions; values are chain after chain. */
import { chainDraws, splitChains } from "./chain-draws.js";
import { effectiveSampleSize, openAutocovariance } from "./effective-sample-size.js";
import { convergenceOf, openDrawMeasures } from "./measure-draws.js";

export { energyFractionOfMissingInformation } from "./energy.js";
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

/** Effective sample size for the mean of a scalar. */
export function essMean(values: Float64Array, chains: number): number {
  const split = splitChains(chainDraws(values, chains));
  return effectiveSampleSize(split, openAutocovariance(split.length));
}

/** Rank-normalised split R-hat with bulk and tail effective sample sizes of a scalar. */
export function convergence(
  values: Float64Array,
  chains: number,
): { readonly rHat: number; readonly essBulk: number; readonly essTail: number } {
  const measures = openDrawMeasures(chains, values.length / chains);
  return convergenceOf(values, measures);
}

/** Poisson counts. Statistics: count, exposure. */
import { mergeSums, type FamilyLikelihood, type RowLikelihood } from "./family-likelihood.js";

const ofMean: RowLikelihood = (mu, i, [count, exposure], _auxiliary, slopes, math) => {
  const y = count![i]!;
  slopes[0] = (y === 0 ? 0 : y / mu) - exposure![i]!;
  return (y === 0 ? 0 : y * math.log(mu)) - exposure![i]! * mu;
};

const ofLog: RowLikelihood = (eta, i, [count, exposure], _auxiliary, slopes, math) => {
  const mean = exposure![i]! * math.exp(eta);
  slopes[0] = count![i]! - mean;
  return count![i]! * eta - mean;
};

export const poisson: FamilyLikelihood = {
  statistics: ["count", "exposure"],
  auxiliary: [],
  mergeKeys: [],
  ofMean,
  ofPredictor: { log: ofLog },
  informative: ([count, exposure], i) => count![i] !== 0 || exposure![i] !== 0,
  merge: mergeSums([]),
};

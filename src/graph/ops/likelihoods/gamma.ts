/** Gamma responses with mean mu and shape alpha. Statistics: sum, weight, logSum; auxiliary: alpha. */
import { mergeSums, type FamilyLikelihood } from "./family-likelihood.js";

export const gammaResponse: FamilyLikelihood = {
  statistics: ["sum", "weight", "logSum"],
  auxiliary: ["alpha"],
  mergeKeys: [],
  ofMean(mu, i, [sum, weight, logSum], auxiliary, slopes, math) {
    const alpha = auxiliary[0]!;
    const w = weight![i]!;
    const scaled = sum![i]! / mu;
    const logRatio = math.log(alpha) - math.log(mu);
    slopes[0] = (alpha * (scaled - w)) / mu;
    slopes[1] = w * (logRatio + 1 - math.digamma(alpha)) + logSum![i]! - scaled;
    return w * (alpha * logRatio - math.logGamma(alpha)) + alpha * (logSum![i]! - scaled);
  },
  ofPredictor: {},
  informative: ([sum, weight, logSum], i) => weight![i] !== 0 || sum![i] !== 0 || logSum![i] !== 0,
  merge: mergeSums([]),
};

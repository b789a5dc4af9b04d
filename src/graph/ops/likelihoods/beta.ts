/** Beta responses with mean mu and precision kappa. Statistics: logSum, log1mSum, weight; auxiliary: kappa. */
import { mergeSums, type FamilyLikelihood } from "./family-likelihood.js";

export const betaResponse: FamilyLikelihood = {
  statistics: ["logSum", "log1mSum", "weight"],
  auxiliary: ["kappa"],
  mergeKeys: [],
  ofMean(mu, i, [logSum, log1mSum, weight], auxiliary, slopes, math) {
    const kappa = auxiliary[0]!;
    const w = weight![i]!;
    const a = mu * kappa;
    const b = (1 - mu) * kappa;
    const da = logSum![i]! - w * math.digamma(a);
    const db = log1mSum![i]! - w * math.digamma(b);
    slopes[0] = kappa * (da - db);
    slopes[1] = w * math.digamma(kappa) + mu * da + (1 - mu) * db;
    const constant = math.logGamma(kappa) - math.logGamma(a) - math.logGamma(b);
    return w * constant + a * logSum![i]! + b * log1mSum![i]!;
  },
  ofPredictor: {},
  informative: ([, , weight], i) => weight![i] !== 0,
  merge: mergeSums([]),
};

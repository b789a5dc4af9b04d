/** Negative binomial counts, variance mu + mu² / alpha. Statistics: y, weight; auxiliary: alpha. */
import { mergeSums, type FamilyLikelihood } from "./family-likelihood.js";

export const negativeBinomial: FamilyLikelihood = {
  statistics: ["y", "weight"],
  auxiliary: ["alpha"],
  mergeKeys: [0],
  ofMean(mu, i, [counts, weight], auxiliary, slopes, math) {
    const alpha = auxiliary[0]!;
    const y = counts![i]!;
    const w = weight![i]!;
    const total = alpha + mu;
    const logAlpha = math.log(alpha);
    const logTotal = math.log(total);
    slopes[0] = (w * alpha * (y - mu)) / (mu * total);
    slopes[1] =
      w *
      (math.digamma(y + alpha) - math.digamma(alpha) + (logAlpha - logTotal) + (mu - y) / total);
    return (
      w *
      (math.logGamma(y + alpha) -
        math.logGamma(alpha) +
        alpha * (logAlpha - logTotal) +
        y * (math.log(mu) - logTotal))
    );
  },
  ofPredictor: {},
  informative: ([, weight], i) => weight![i] !== 0,
  merge: mergeSums([0]),
};

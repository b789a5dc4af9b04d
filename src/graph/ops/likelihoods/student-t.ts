/** Student t responses. Statistics: y, weight; auxiliary: sigma, nu. */
import { mergeSums, type FamilyLikelihood } from "./family-likelihood.js";

export const studentTResponse: FamilyLikelihood = {
  statistics: ["y", "weight"],
  auxiliary: ["sigma", "nu"],
  mergeKeys: [0],
  ofMean(mu, i, [y, weight], auxiliary, slopes, math) {
    const sigma = auxiliary[0]!;
    const nu = auxiliary[1]!;
    const w = weight![i]!;
    const z = (y![i]! - mu) / sigma;
    const squared = z * z;
    const ratio = ((nu + 1) * z) / (nu + squared);
    const logTail = math.log1p(squared / nu);
    slopes[0] = (w * ratio) / sigma;
    slopes[1] = (w * (ratio * z - 1)) / sigma;
    slopes[2] =
      0.5 *
      w *
      (math.digamma((nu + 1) / 2) - math.digamma(nu / 2) - 1 / nu - logTail + (ratio * z) / nu);
    const constant =
      math.logGamma((nu + 1) / 2) - math.logGamma(nu / 2) - 0.5 * math.log(nu) - math.log(sigma);
    return w * (constant - 0.5 * (nu + 1) * logTail);
  },
  ofPredictor: {},
  informative: ([, weight], i) => weight![i] !== 0,
  merge: mergeSums([0]),
};

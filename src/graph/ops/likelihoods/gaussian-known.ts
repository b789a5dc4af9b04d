/** Gaussian responses with known standard errors. Statistics: mean, precision. */
import type { FamilyLikelihood } from "./family-likelihood.js";
import { weightedMeansByGroup } from "./weighted-means.js";

export const gaussianKnown: FamilyLikelihood = {
  statistics: ["mean", "precision"],
  auxiliary: [],
  mergeKeys: [],
  ofMean(mu, i, [mean, precision], _auxiliary, slopes) {
    const deviation = mean![i]! - mu;
    slopes[0] = precision![i]! * deviation;
    return -0.5 * precision![i]! * deviation * deviation;
  },
  ofPredictor: {},
  informative: ([, precision], i) => precision![i] !== 0,
  merge([mean, precision], group, groupCount) {
    const merged = weightedMeansByGroup(mean!, precision!, group, groupCount);
    const within = merged.squares.reduce((total, squares) => total + squares, 0);
    return { statistics: [merged.mean, merged.weight], constant: -0.5 * within };
  },
};

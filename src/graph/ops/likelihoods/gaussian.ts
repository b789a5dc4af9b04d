/** Gaussian responses with unknown sigma. Statistics: mean, weight, squares. */
import { sumByGroup, type FamilyLikelihood } from "./family-likelihood.js";
import { weightedMeansByGroup } from "./weighted-means.js";

export const gaussian: FamilyLikelihood = {
  statistics: ["mean", "weight", "squares"],
  auxiliary: ["sigma"],
  mergeKeys: [],
  ofMean(mu, i, [mean, weight, squares], auxiliary, slopes, math) {
    const sigma = auxiliary[0]!;
    const w = weight![i]!;
    const deviation = mean![i]! - mu;
    const precision = 1 / (sigma * sigma);
    const total = squares![i]! + w * deviation * deviation;
    slopes[0] = w * deviation * precision;
    slopes[1] = (total * precision - w) / sigma;
    return -w * math.log(sigma) - 0.5 * total * precision;
  },
  ofPredictor: {},
  informative: ([, weight, squares], i) => weight![i] !== 0 || squares![i] !== 0,
  merge([mean, weight, squares], group, groupCount) {
    const merged = weightedMeansByGroup(mean!, weight!, group, groupCount);
    const within = sumByGroup(squares!, group, groupCount);
    for (let g = 0; g < groupCount; g++) within[g]! += merged.squares[g]!;
    return { statistics: [merged.mean, merged.weight, within], constant: 0 };
  },
};

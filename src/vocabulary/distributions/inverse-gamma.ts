/** The distribution of the reciprocal of a gamma variate. */
import { sampleGamma } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

export const inverseGamma: Distribution = {
  name: "InverseGamma",
  summary: "InverseGamma(alpha, beta): shape alpha, scale beta; mean beta / (alpha - 1).",
  parameters: [
    { name: "alpha", constraint: "positive" },
    { name: "beta", constraint: "positive", default: 1 },
  ],
  density: "inverse_gamma",
  support: () => positiveLine,
  sample: ([alpha, beta], random) => beta! / sampleGamma(alpha!, random),
  mean: ([alpha, beta]) => (alpha! > 1 ? beta! / (alpha! - 1) : Infinity),
  standardDeviation: ([alpha, beta]) => {
    if (alpha! <= 2) return alpha! > 1 ? Infinity : NaN;
    return beta! / ((alpha! - 1) * Math.sqrt(alpha! - 2));
  },
};

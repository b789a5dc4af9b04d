/** The gamma distribution by shape and rate. */
import { sampleGamma } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

export const gamma: Distribution = {
  name: "Gamma",
  summary: "Gamma(alpha, beta): shape alpha, rate beta; mean alpha / beta.",
  parameters: [
    { name: "alpha", constraint: "positive" },
    { name: "beta", constraint: "positive" },
  ],
  density: "gamma",
  support: () => positiveLine,
  sample: ([alpha, beta], random) => sampleGamma(alpha!, random) / beta!,
  mean: ([alpha, beta]) => alpha! / beta!,
  standardDeviation: ([alpha, beta]) => Math.sqrt(alpha!) / beta!,
};

/** The beta distribution by its two shapes. */
import { sampleBeta } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { unitInterval } from "./supports.js";

export const beta: Distribution = {
  name: "Beta",
  summary: "Beta(alpha, beta): on (0, 1) with mean alpha / (alpha + beta).",
  parameters: [
    { name: "alpha", constraint: "positive" },
    { name: "beta", constraint: "positive" },
  ],
  density: "beta",
  support: () => unitInterval,
  sample: ([alpha, beta], random) => sampleBeta(alpha!, beta!, random),
  mean: ([alpha, beta]) => alpha! / (alpha! + beta!),
  standardDeviation: ([alpha, beta]) => {
    const total = alpha! + beta!;
    return Math.sqrt((alpha! * beta!) / (total + 1)) / total;
  },
};

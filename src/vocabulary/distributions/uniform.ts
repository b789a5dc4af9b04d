/** The uniform distribution on an interval. */
import type { Distribution } from "../distribution.js";

export const uniform: Distribution = {
  name: "Uniform",
  summary: "Uniform(lower, upper): constant density between the two.",
  parameters: [
    { name: "lower", constraint: "real", default: 0 },
    { name: "upper", constraint: "real", default: 1 },
  ],
  density: "uniform",
  support: ([lower, upper]) => ({ lower: lower!, upper: upper! }),
  sample: ([lower, upper], random) => lower! + (upper! - lower!) * random.uniform(),
  mean: ([lower, upper]) => 0.5 * (lower! + upper!),
  standardDeviation: ([lower, upper]) => (upper! - lower!) / Math.sqrt(12),
};

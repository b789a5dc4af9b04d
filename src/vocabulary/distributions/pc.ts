/** The penalised-complexity prior of a standard deviation (Simpson et al. 2017). */
import { deterministic, sampleExponential } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

const scaleOf = (u: number, alpha: number): number => -u / deterministic.log(alpha);

export const penalisedComplexity: Distribution = {
  name: "PC",
  summary:
    "PC(u, alpha): of a standard deviation, P(sd > u) = alpha; exponential with rate -log(alpha) / u.",
  parameters: [
    { name: "u", constraint: "positive" },
    { name: "alpha", constraint: "probability" },
  ],
  density: "pc",
  support: () => positiveLine,
  sample: ([u, alpha], random) => sampleExponential(random) * scaleOf(u!, alpha!),
  mean: ([u, alpha]) => scaleOf(u!, alpha!),
  standardDeviation: ([u, alpha]) => scaleOf(u!, alpha!),
};

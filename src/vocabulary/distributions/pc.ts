/** The penalised-complexity prior of a standard deviation (Simpson et al. 2017). */
import { deterministic, sampleExponential } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

const scaleOf = (u: number, alpha: number): number => -u / deterministic.log(alpha);

export const penalisedComplexity: Distribution = {
  name: "PC",
  summary:
    "PC(u, alpha): penalised complexity. Of a standard deviation P(sd > u) = alpha, exponential with rate -log(alpha) / u; of a correlation P(rho > u) = alpha, base 1; of a spatial share P(phi < u) = alpha.",
  parameters: [
    { name: "u", constraint: "real" },
    { name: "alpha", constraint: "probability" },
  ],
  density: "pc",
  support: () => positiveLine,
  sample: ([u, alpha], random) => sampleExponential(random) * scaleOf(u!, alpha!),
  mean: ([u, alpha]) => scaleOf(u!, alpha!),
  standardDeviation: ([u, alpha]) => scaleOf(u!, alpha!),
};

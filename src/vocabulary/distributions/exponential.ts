/** The exponential distribution by rate. */
import { sampleExponential } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

export const exponential: Distribution = {
  name: "Exponential",
  summary: "Exponential(lam): rate lam; mean 1 / lam.",
  parameters: [{ name: "lam", constraint: "positive" }],
  density: "exponential",
  support: () => positiveLine,
  sample: ([lam], random) => sampleExponential(random) / lam!,
  mean: ([lam]) => 1 / lam!,
  standardDeviation: ([lam]) => 1 / lam!,
};

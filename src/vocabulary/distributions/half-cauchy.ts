/** The absolute value of a Cauchy variate with location zero. */
import { sampleCauchy } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

export const halfCauchy: Distribution = {
  name: "HalfCauchy",
  summary: "HalfCauchy(beta): the absolute value of a Cauchy(0, beta) variate.",
  parameters: [{ name: "beta", constraint: "positive" }],
  density: "half_cauchy",
  support: () => positiveLine,
  sample: ([beta], random) => beta! * Math.abs(sampleCauchy(random)),
  mean: () => Infinity,
  standardDeviation: () => NaN,
};

/** The Cauchy distribution by location and scale. */
import { sampleCauchy } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { realLine } from "./supports.js";

export const cauchy: Distribution = {
  name: "Cauchy",
  summary: "Cauchy(alpha, beta): location alpha, scale beta.",
  parameters: [
    { name: "alpha", constraint: "real" },
    { name: "beta", constraint: "positive" },
  ],
  density: "cauchy",
  support: () => realLine,
  sample: ([alpha, beta], random) => alpha! + beta! * sampleCauchy(random),
  mean: () => NaN,
  standardDeviation: () => NaN,
};

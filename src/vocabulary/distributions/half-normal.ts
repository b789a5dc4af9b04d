/** The absolute value of a normal variate with mean zero. */
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

export const halfNormal: Distribution = {
  name: "HalfNormal",
  summary: "HalfNormal(sigma): the absolute value of a Normal(0, sigma) variate.",
  parameters: [{ name: "sigma", constraint: "positive", default: 1 }],
  density: "half_normal",
  support: () => positiveLine,
  sample: ([sigma], random) => sigma! * Math.abs(random.normal()),
  mean: ([sigma]) => sigma! * Math.sqrt(2 / Math.PI),
  standardDeviation: ([sigma]) => sigma! * Math.sqrt(1 - 2 / Math.PI),
};

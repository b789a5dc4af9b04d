/** Student's t distribution with location and scale. */
import { sampleStudentT } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { realLine } from "./supports.js";

/** Standard deviation of a t variate of scale 1: infinite for nu in (1, 2], undefined below. */
function unitDeviation(nu: number): number {
  if (nu > 2) return Math.sqrt(nu / (nu - 2));
  return nu > 1 ? Infinity : NaN;
}

export const studentT: Distribution = {
  name: "StudentT",
  summary: "StudentT(nu, mu, sigma): nu degrees of freedom, location mu, scale sigma.",
  parameters: [
    { name: "nu", constraint: "positive" },
    { name: "mu", constraint: "real", default: 0 },
    { name: "sigma", constraint: "positive", default: 1 },
  ],
  density: "student_t",
  support: () => realLine,
  sample: ([nu, mu, sigma], random) => mu! + sigma! * sampleStudentT(nu!, random),
  mean: ([nu, mu]) => (nu! > 1 ? mu! : NaN),
  standardDeviation: ([nu, , sigma]) => sigma! * unitDeviation(nu!),
};

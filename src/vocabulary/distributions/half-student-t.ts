/** The absolute value of a Student t variate with location zero. */
import { deterministic, sampleStudentT } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

/** Mean of |t| at scale 1: 2 sqrt(nu) Γ((nu + 1) / 2) / (sqrt(π) Γ(nu / 2) (nu - 1)); infinite for nu <= 1. */
function unitMean(nu: number): number {
  if (nu <= 1) return Infinity;
  const { exp, logGamma } = deterministic;
  const gammaRatio = exp(logGamma((nu + 1) / 2) - logGamma(nu / 2));
  return (2 * Math.sqrt(nu / Math.PI) * gammaRatio) / (nu - 1);
}

function unitDeviation(nu: number): number {
  if (nu <= 2) return nu > 1 ? Infinity : NaN;
  const mean = unitMean(nu);
  return Math.sqrt(nu / (nu - 2) - mean * mean);
}

export const halfStudentT: Distribution = {
  name: "HalfStudentT",
  summary: "HalfStudentT(nu, sigma): the absolute value of a StudentT(nu, 0, sigma) variate.",
  parameters: [
    { name: "nu", constraint: "positive" },
    { name: "sigma", constraint: "positive", default: 1 },
  ],
  density: "half_student_t",
  support: () => positiveLine,
  sample: ([nu, sigma], random) => sigma! * Math.abs(sampleStudentT(nu!, random)),
  mean: ([nu, sigma]) => sigma! * unitMean(nu!),
  standardDeviation: ([nu, sigma]) => sigma! * unitDeviation(nu!),
};

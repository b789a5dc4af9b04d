/** Responses with heavy tails around their location. */
import { betaCdf, sampleStudentT } from "../../math/index.js";
import { realLine } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { degreesOfFreedom, residualScale } from "./auxiliary-rules.js";

export const studentT: Family = {
  name: "student_t",
  aliases: ["t", "student", "StudentT"],
  summary: "student_t: (y - mu) / sigma has Student's t distribution with nu degrees of freedom.",
  links: ["identity", "log", "inverse"],
  concaveLinks: [],
  auxiliary: [residualScale("scale of the residuals"), degreesOfFreedom],
  meanRange: realLine,
  scaledByResponse: true,
  responseRule: "a finite number",
  accepts: (value) => Number.isFinite(value),
  sampleResponse: (mu, [sigma, nu], _trials, random) => mu + sigma! * sampleStudentT(nu!, random),
  logLikelihood: (y, _trials, mu, auxiliary, math) => {
    const [sigma, nu] = auxiliary as readonly [number, number];
    const z = (y - mu) / sigma;
    const half = 0.5 * (nu + 1);
    const constant =
      math.logGamma(half) -
      math.logGamma(0.5 * nu) -
      0.5 * math.log(nu * Math.PI) -
      math.log(sigma);
    return constant - half * math.log1p((z * z) / nu);
  },
  cumulative: (y, _trials, mu, auxiliary) => {
    const [sigma, nu] = auxiliary as readonly [number, number];
    const z = (y - mu) / sigma;
    const outside = betaCdf(nu / (nu + z * z), nu / 2, 0.5) / 2;
    return z > 0 ? 1 - outside : outside;
  },
};

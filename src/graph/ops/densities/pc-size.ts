/**
 * PCSize(lambda): exponential with rate lambda on the distance d(x) = √(2 (log x − ψ(x))) of a negative
 * binomial of size x from a Poisson (Simpson et al. 2017; R-INLA's pc.mgamma with a = 1/x).
 */
import { digammaGap } from "../../../math/index.js";
import type { Density } from "./density.js";

export const pcSize: Density = {
  parameters: ["lambda"],
  logNormaliser: (lambda, _b, _c, math) => math.log(lambda),
  // |dd/dx| = |g′| / d with d² = 2 g.
  logKernel: (x, lambda, _b, _c, math) => {
    if (!(x > 0)) return -Infinity;
    const { value, slope } = digammaGap(x);
    return math.log(-slope) - 0.5 * math.log(2 * value) - lambda * Math.sqrt(2 * value);
  },
  slope: (x, lambda) => {
    const { value, slope, curvature } = digammaGap(x);
    return curvature / slope - (0.5 * slope) / value - (lambda * slope) / Math.sqrt(2 * value);
  },
};

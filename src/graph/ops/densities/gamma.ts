/** Gamma(alpha, beta): shape alpha, rate beta; mean alpha / beta. */
import type { Density } from "./density.js";

export const gamma: Density = {
  parameters: ["alpha", "beta"],
  logNormaliser: (alpha, beta, _c, math) => alpha * math.log(beta) - math.logGamma(alpha),
  logKernel: (x, alpha, beta, _c, math) => (alpha - 1) * math.log(x) - beta * x,
  slope: (x, alpha, beta) => (alpha - 1) / x - beta,
};

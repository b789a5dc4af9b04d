/** InverseGamma(alpha, beta): shape alpha, scale beta; 1/x is Gamma(alpha, rate beta). */
import type { Density } from "./density.js";

export const inverseGamma: Density = {
  parameters: ["alpha", "beta"],
  logNormaliser: (alpha, beta, _c, math) => alpha * math.log(beta) - math.logGamma(alpha),
  logKernel: (x, alpha, beta, _c, math) => -(alpha + 1) * math.log(x) - beta / x,
  slope: (x, alpha, beta) => (beta / x - (alpha + 1)) / x,
};

/** Cauchy(alpha, beta): location alpha, scale beta. */
import { logPi, type Density } from "./density.js";

export const cauchy: Density = {
  parameters: ["alpha", "beta"],
  logNormaliser: (_alpha, beta, _c, math) => -logPi - math.log(beta),
  logKernel(x, alpha, beta, _c, math) {
    const z = (x - alpha) / beta;
    return -math.log1p(z * z);
  },
  slope(x, alpha, beta) {
    const z = (x - alpha) / beta;
    return (-2 * z) / (beta * (1 + z * z));
  },
};

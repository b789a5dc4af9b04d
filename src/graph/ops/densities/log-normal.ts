/** LogNormal(mu, sigma): log x is Normal(mu, sigma). */
import { logSqrtTwoPi, type Density } from "./density.js";

export const logNormal: Density = {
  parameters: ["mu", "sigma"],
  logNormaliser: (_mu, sigma, _c, math) => -math.log(sigma) - logSqrtTwoPi,
  logKernel(x, mu, sigma, _c, math) {
    const logX = math.log(x);
    const z = (logX - mu) / sigma;
    return -logX - 0.5 * z * z;
  },
  slope(x, mu, sigma, _c, math) {
    return -(1 + (math.log(x) - mu) / (sigma * sigma)) / x;
  },
};

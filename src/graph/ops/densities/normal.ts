/** Normal(mu, sigma): sigma is the standard deviation. */
import { logSqrtTwoPi, type Density } from "./density.js";

export const normal: Density = {
  parameters: ["mu", "sigma"],
  logNormaliser: (_mu, sigma, _c, math) => -math.log(sigma) - logSqrtTwoPi,
  logKernel: (x, mu, sigma) => (-0.5 * (x - mu) * (x - mu)) / (sigma * sigma),
  slope: (x, mu, sigma) => -(x - mu) / (sigma * sigma),
};

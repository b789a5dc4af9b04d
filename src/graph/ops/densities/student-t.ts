/** StudentT(nu, mu, sigma): nu degrees of freedom, location mu, scale sigma. */
import { logPi, type Density } from "./density.js";

export const studentT: Density = {
  parameters: ["nu", "mu", "sigma"],
  logNormaliser: (nu, _mu, sigma, math) =>
    math.logGamma((nu + 1) / 2) -
    math.logGamma(nu / 2) -
    0.5 * (math.log(nu) + logPi) -
    math.log(sigma),
  logKernel(x, nu, mu, sigma, math) {
    const z = (x - mu) / sigma;
    return -0.5 * (nu + 1) * math.log1p((z * z) / nu);
  },
  slope(x, nu, mu, sigma) {
    const z = (x - mu) / sigma;
    return (-(nu + 1) * z) / (sigma * (nu + z * z));
  },
};

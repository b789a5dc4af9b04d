/** HalfNormal(sigma): |x| of a Normal(0, sigma). */
import { logSqrtTwoPi, logTwo, type Density } from "./density.js";

export const halfNormal: Density = {
  parameters: ["sigma"],
  logNormaliser: (sigma, _b, _c, math) => logTwo - math.log(sigma) - logSqrtTwoPi,
  logKernel: (x, sigma) => (x < 0 ? -Infinity : (-0.5 * x * x) / (sigma * sigma)),
  slope: (x, sigma) => -x / (sigma * sigma),
};

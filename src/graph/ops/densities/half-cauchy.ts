/** HalfCauchy(beta): |x| of a Cauchy(0, beta). */
import { cauchy } from "./cauchy.js";
import { logTwo, type Density } from "./density.js";

export const halfCauchy: Density = {
  parameters: ["beta"],
  logNormaliser: (beta, _b, _c, math) => logTwo + cauchy.logNormaliser(0, beta, 0, math),
  logKernel: (x, beta, _b, _c, math) => (x < 0 ? -Infinity : cauchy.logKernel(x, 0, beta, 0, math)),
  slope: (x, beta, _b, _c, math) => cauchy.slope(x, 0, beta, 0, math),
};

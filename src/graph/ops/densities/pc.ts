/** PC(u, alpha): the exponential with P(x > u) = alpha, rate −log(alpha) / u. */
import type { Density } from "./density.js";

export const pc: Density = {
  parameters: ["u", "alpha"],
  logNormaliser: (u, alpha, _c, math) => math.log(-math.log(alpha) / u),
  logKernel: (x, u, alpha, _c, math) => (x < 0 ? -Infinity : (math.log(alpha) / u) * x),
  slope: (_x, u, alpha, _c, math) => math.log(alpha) / u,
};

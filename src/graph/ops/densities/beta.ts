/** Beta(alpha, beta) on (0, 1). */
import type { Density } from "./density.js";

export const beta: Density = {
  parameters: ["alpha", "beta"],
  logNormaliser: (a, b, _c, math) => math.logGamma(a + b) - math.logGamma(a) - math.logGamma(b),
  logKernel: (x, a, b, _c, math) => (a - 1) * math.log(x) + (b - 1) * math.log1p(-x),
  slope: (x, a, b) => (a - 1) / x - (b - 1) / (1 - x),
};

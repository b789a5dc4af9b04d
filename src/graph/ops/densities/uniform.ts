/** Uniform(lower, upper). */
import type { Density } from "./density.js";

export const uniform: Density = {
  parameters: ["lower", "upper"],
  logNormaliser: (lower, upper, _c, math) => -math.log(upper - lower),
  logKernel: (x, lower, upper) => (x < lower || x > upper ? -Infinity : 0),
  slope: () => 0,
};

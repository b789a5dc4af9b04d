/** Exponential(lam): rate lam; mean 1 / lam. */
import type { Density } from "./density.js";

export const exponential: Density = {
  parameters: ["lam"],
  logNormaliser: (lam, _b, _c, math) => math.log(lam),
  logKernel: (x, lam) => (x < 0 ? -Infinity : -lam * x),
  slope: (_x, lam) => -lam,
};

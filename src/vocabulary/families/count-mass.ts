/** Pieces of log masses that several count families share. */
import type { Elementary } from "../../math/index.js";

/** y log p, which is zero at y = 0 whatever p. */
export function times(y: number, logarithm: number): number {
  return y === 0 ? 0 : y * logarithm;
}

/** log of the binomial coefficient n over k. */
export function logChoose(n: number, k: number, math: Elementary): number {
  return math.logGamma(n + 1) - math.logGamma(k + 1) - math.logGamma(n - k + 1);
}

export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

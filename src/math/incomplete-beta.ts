/** The regularised incomplete beta function, which is the distribution function of Beta(a, b). */
import { exp } from "./exponential.js";
import { logGamma } from "./gamma-function.js";
import { log, log1p } from "./logarithm.js";

const tiny = 1e-300;
const mostTerms = 5000;

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Lentz's evaluation of the continued fraction (DLMF 8.17.22). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) return result;
  }
  return result;
}

/** P(X <= x) for X ~ Beta(a, b); 0 below the interval, 1 above it. */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(x > 0)) return x === x ? 0 : NaN;
  if (x >= 1) return 1;
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

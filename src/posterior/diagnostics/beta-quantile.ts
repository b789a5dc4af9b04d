/** Quantiles of the beta distribution, for the Monte Carlo error of quantiles. */
import { platform } from "../../math/index.js";

const tiny = 1e-300;

/** Lentz's evaluation of the continued fraction of the incomplete beta integral (DLMF 8.17.22). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 1000; m++) {
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

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** P(X ≤ x) for X ~ Beta(a, b), 0 < x < 1. */
export function betaCdf(x: number, a: number, b: number): number {
  const front = platform.exp(
    platform.logGamma(a + b) -
      platform.logGamma(a) -
      platform.logGamma(b) +
      a * platform.log(x) +
      b * platform.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** The p-quantile of Beta(a, b) by bisection, to the last bits of a double. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  while (high - low > Number.EPSILON * high) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

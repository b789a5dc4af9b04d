/** The regularised incomplete gamma function, which is the distribution function of Gamma(a, 1). */
import { exp } from "./exponential.js";
import { logGamma } from "./gamma-function.js";
import { log } from "./logarithm.js";

const tiny = 1e-300;
const mostTerms = 10_000;

/** x^a e^−x / Γ(a). */
const front = (x: number, a: number): number => exp(a * log(x) - x - logGamma(a));

/** The series of the lower function (DLMF 8.11.4). */
function lowerSeries(x: number, a: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * front(x, a);
}

/** Lentz's evaluation of the continued fraction of the upper function (DLMF 8.9.2). */
function upperFraction(x: number, a: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < mostTerms; n++) {
    const term = -n * (n - a);
    b += 2;
    d = 1 / (Math.abs(term * d + b) < tiny ? tiny : term * d + b);
    c = Math.abs(b + term / c) < tiny ? tiny : b + term / c;
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result * front(x, a);
}

/** P(X <= x) for X ~ Gamma(a, 1). */
export function gammaCdf(x: number, a: number): number {
  if (!(x > 0)) return x === x ? 0 : NaN;
  return x < a + 1 ? lowerSeries(x, a) : 1 - upperFraction(x, a);
}

/** P(X > x), accurate where it is small. */
export function gammaSurvival(x: number, a: number): number {
  if (!(x > 0)) return x === x ? 1 : NaN;
  return x < a + 1 ? 1 - lowerSeries(x, a) : upperFraction(x, a);
}

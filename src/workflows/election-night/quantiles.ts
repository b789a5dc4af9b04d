/** Quantiles of t and F, by bisection of their distribution functions. */
import { betaCdf } from "../../math/index.js";

/** P(T <= t), t >= 0. */
function studentCdf(t: number, degrees: number): number {
  return 1 - 0.5 * betaCdf(degrees / (degrees + t * t), 0.5 * degrees, 0.5);
}

function fisherCdf(f: number, above: number, below: number): number {
  return betaCdf((above * f) / (above * f + below), 0.5 * above, 0.5 * below);
}

/** Where an increasing function of x > 0 reaches p, to the last bits. */
function invert(cdf: (x: number) => number, p: number): number {
  let high = 1;
  while (cdf(high) < p && high < 1e300) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  for (let round = 0; round < 200; round++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** For p > 0.5. */
export function studentQuantile(p: number, degrees: number): number {
  return invert((t) => studentCdf(t, degrees), p);
}

export function fisherQuantile(p: number, above: number, below: number): number {
  return invert((f) => fisherCdf(f, above, below), p);
}

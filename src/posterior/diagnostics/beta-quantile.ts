/** Quantiles of the beta distribution, for the Monte Carlo error of quantiles. */
import { betaCdf } from "../../math/index.js";

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

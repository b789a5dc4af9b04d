/** Quantiles of the chi-square distribution with an even number of degrees of freedom. */
import { exp } from "./exponential.js";
import { normalQuantile } from "./normal-distribution.js";

const mostSteps = 30;
const closeEnough = 1e-12;

/** Wilson and Hilferty's approximation, kept positive. */
function firstGuess(p: number, degrees: number): number {
  const variance = 2 / (9 * degrees);
  const root = Math.max(0.1, 1 - variance + normalQuantile(p) * Math.sqrt(variance));
  return degrees * root * root * root;
}

/**
 * The number below which a share p of the distribution lies, p in (0, 1), by Newton's method. Half of a chi-square
 * with 2n degrees exceeds x with the probability e^−x Σ x^k / k!, k below n.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  const terms = degrees / 2;
  let x = 0.5 * firstGuess(p, degrees);
  for (let steps = 0; steps < mostSteps; steps++) {
    let [term, sum] = [1, 1];
    for (let k = 1; k < terms; k++) {
      term *= x / k;
      sum += term;
    }
    const scale = exp(-x);
    const step = (1 - p - scale * sum) / (scale * term);
    // The excess is too large where the guess is too low.
    x += Math.max(-0.5 * x, Math.min(x, -step));
    if (Math.abs(step) < closeEnough * x) break;
  }
  return 2 * x;
}

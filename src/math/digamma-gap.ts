/**
 * g(x) = log x − ψ(x) for x > 0 and its first two derivatives, without the cancellation of their terms: from
 * 12 on by the asymptotic series of ψ (Abramowitz & Stegun 6.3.18) and its derivatives.
 */
import { digamma } from "./gamma-function.js";
import { log } from "./logarithm.js";
import { tetragamma, trigamma } from "./polygamma.js";

export interface DigammaGap {
  readonly value: number;
  /** 1/x − ψ′(x), below zero. */
  readonly slope: number;
  /** −1/x² − ψ″(x), above zero. */
  readonly curvature: number;
}

const seriesFrom = 12;

/** Σ B_2k / (2k x^2k) by powers of 1/x²: what g has besides 1/(2x). */
const coefficients = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

export function digammaGap(x: number): DigammaGap {
  const inverse = 1 / x;
  if (!(x >= seriesFrom))
    return {
      value: log(x) - digamma(x),
      slope: inverse - trigamma(x),
      curvature: -inverse * inverse - tetragamma(x),
    };
  const w = inverse * inverse;
  let [value, slope, curvature] = [0, 0, 0];
  for (let k = coefficients.length; k >= 1; k--) {
    const c = coefficients[k - 1]!;
    value = c + w * value;
    slope = -2 * k * c + w * slope;
    curvature = 2 * k * (2 * k + 1) * c + w * curvature;
  }
  return {
    value: 0.5 * inverse + w * value,
    slope: -0.5 * w + w * inverse * slope,
    curvature: w * inverse + w * w * curvature,
  };
}

/**
 * log Γ and digamma for positive arguments, from the deterministic logarithm.
 * Below 10: the Taylor series at 2, whose coefficients are (ζ(k) - 1) / k (Abramowitz & Stegun
 * 6.1.33), after division by the integer steps; above: Stirling's series (6.1.40, 6.3.18).
 */
import { log, log1p } from "./logarithm.js";

/** ζ(k) - 1 for k = 2, 3, ...; the first left out is below 2^-32 and its term below 2^-64. */
const zetaMinusOne = Float64Array.of(
  0.6449340668482264,
  0.2020569031595943,
  0.08232323371113819,
  0.03692775514336993,
  0.01734306198444914,
  0.008349277381922827,
  0.00407735619794434,
  0.0020083928260822143,
  0.0009945751278180853,
  0.0004941886041194645,
  0.0002460865533080483,
  0.00012271334757848915,
  0.00006124813505870483,
  0.00003058823630702049,
  0.00001528225940865187,
  0.000007637197637899763,
  0.00000381729326499984,
  0.000001908212716553939,
  9.539620338727962e-7,
  4.769329867878064e-7,
  2.38450502727733e-7,
  1.1921992596531106e-7,
  5.960818905125948e-8,
  2.980350351465228e-8,
  1.4901554828365043e-8,
  7.45071178983543e-9,
  3.725334024788457e-9,
  1.862659723513049e-9,
  9.313274324196682e-10,
  4.656629065033784e-10,
);
const oneMinusEuler = 0.42278433509846713;
const halfLogTwoPi = 0.9189385332046727;
const stirlingFrom = 10;

/** log Γ(2 + t) for |t| <= 0.5. */
function logGammaNearTwo(t: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length + 1; k >= 2; k--) sum = zetaMinusOne[k - 2]! / k - t * sum;
  return t * (oneMinusEuler + t * sum);
}

/** ψ(2 + t) for |t| <= 0.5. */
function digammaNearTwo(t: number): number {
  let sum = 0;
  for (let k = zetaMinusOne.length + 1; k >= 2; k--) sum = zetaMinusOne[k - 2]! - t * sum;
  return oneMinusEuler + t * sum;
}

/** Stirling's correction log Γ(x) - ((x - 1/2) log x - x + log(2π)/2), for x >= 10. */
export function stirlingCorrection(x: number): number {
  const w = 1 / (x * x);
  const series =
    1 / 12 +
    w *
      (-1 / 360 +
        w *
          (1 / 1260 +
            w *
              (-1 / 1680 +
                w * (1 / 1188 + w * (-691 / 360360 + w * (1 / 156 - w * (3617 / 122400)))))));
  return series / x;
}

/** log Γ(x) for x > 0; NaN below zero, Infinity at zero. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return x;
  if (x >= stirlingFrom) {
    return (x - 0.5) * (log(x) - 1) + (halfLogTwoPi - 0.5) + stirlingCorrection(x);
  }
  if (x < 0.5) return logGammaNearTwo(x) - log1p(x) - log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - log1p(x - 1);
  let product = 1;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    product *= rest;
  }
  return logGammaNearTwo(rest - 2) + (product === 1 ? 0 : log(product));
}

/** ψ(x) = d log Γ(x) / dx for x > 0; -Infinity at zero, NaN below. */
export function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x >= stirlingFrom) {
    const w = 1 / (x * x);
    const series =
      1 / 12 +
      w *
        (-1 / 120 +
          w *
            (1 / 252 +
              w *
                (-1 / 240 +
                  w * (1 / 132 + w * (-691 / 32760 + w * (1 / 12 - w * (3617 / 8160)))))));
    return log(x) - 0.5 / x - w * series;
  }
  if (x < 0.5) return digammaNearTwo(x) - 1 / (1 + x) - 1 / x;
  if (x < 1.5) return digammaNearTwo(x - 1) - 1 / x;
  let steps = 0;
  let rest = x;
  while (rest > 2.5) {
    rest -= 1;
    steps += 1 / rest;
  }
  return digammaNearTwo(rest - 2) + steps;
}

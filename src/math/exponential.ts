/**
 * exp, expm1 and tanh from additions, multiplications and divisions only.
 * Method and coefficients: fdlibm 5.3 (Sun Microsystems, 1993), e_exp.c, s_expm1.c and s_tanh.c.
 */
import { powerOfTwo, scaleByPowerOfTwo } from "./float-bits.js";

/** ln 2 in two parts: the first has 33 bits, so that k times it is exact. */
export const lnTwoHigh = 0.6931471803691238;
export const lnTwoLow = 1.9082149292705877e-10;
const inverseLnTwo = 1.4426950408889634;

const overflowAbove = 709.782712893384;
const underflowBelow = -745.1332191019411;

/** x - c(x), where e^x = 1 + x + x c / (2 - c) on |x| <= 0.5 ln 2 (Remez, error below 2^-59). */
function reducedCorrection(x: number): number {
  const t = x * x;
  const series =
    0.16666666666666602 +
    t *
      (-0.0027777777777015593 +
        t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8)));
  return x - t * series;
}

/** e^x, error below one unit in the last place. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > overflowAbove) return Infinity;
  if (x < underflowBelow) return 0;
  const size = Math.abs(x);
  if (size < 0.34657359027997264) {
    if (size < 3.725290298461914e-9) return 1 + x;
    const c = reducedCorrection(x);
    return 1 - ((x * c) / (c - 2) - x);
  }
  const k = Math.floor(inverseLnTwo * x + 0.5);
  const high = x - k * lnTwoHigh;
  const low = k * lnTwoLow;
  const r = high - low;
  const c = reducedCorrection(r);
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

/** e^x - 1 on the reduced interval, and the scaling back by 2^k; `c` is the rounding error of x. */
function expm1Reduced(x: number, c: number, k: number): number {
  const half = 0.5 * x;
  const square = x * half;
  const r =
    1 +
    square *
      (-0.03333333333333313 +
        square *
          (0.0015873015872548146 +
            square *
              (-0.0000793650757867488 +
                square * (0.000004008217827329362 + square * -2.0109921818362437e-7))));
  const t = 3 - r * half;
  const quotient = square * ((r - t) / (6 - x * t));
  if (k === 0) return x - (x * quotient - square);
  const e = x * (quotient - c) - c - square;
  if (k === -1) return 0.5 * (x - e) - 0.5;
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k < 0 || k > 56) return scaleByPowerOfTwo(x - e + 1, k) - 1;
  const tiny = powerOfTwo(-k);
  return (k < 20 ? x - e + (1 - tiny) : x - (e + tiny) + 1) * powerOfTwo(k);
}

/** e^x - 1, accurate near zero. */
export function expm1(x: number): number {
  if (x !== x) return x;
  if (x > overflowAbove) return Infinity;
  if (x < -38.816242) return -1;
  const size = Math.abs(x);
  if (size < 5.551115123125783e-17) return x;
  if (size <= 0.34657359027997264) return expm1Reduced(x, 0, 0);
  const k = Math.floor(inverseLnTwo * x + 0.5);
  const high = x - k * lnTwoHigh;
  const low = k * lnTwoLow;
  const r = high - low;
  return expm1Reduced(r, high - r - low, k);
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  let value: number;
  if (size > 20) value = 1;
  else if (size > 0.5493061443340549) value = 1 - 2 / (expm1(2 * size) + 2);
  else if (size > 0.2554128118829953) {
    const t = expm1(2 * size);
    value = t / (t + 2);
  } else {
    const t = expm1(-2 * size);
    value = -t / (t + 2);
  }
  return x < 0 || Object.is(x, -0) ? -value : value;
}

/** exp and expm1 by additions and multiplications alone, so that every machine gives the same bits. */
import { roundingShift, scaleByPowerOfTwo } from "./float-bits.js";

export const inverseLn2 = 1.4426950408889634;
/** ln 2 in two parts; the first has 32 trailing zero bits, so its multiples by k are exact. */
export const ln2High = 0.6931471803691238;
export const ln2Low = 1.9082149292705877e-10;
/** exp is flushed to zero below this: results stay normal numbers. */
export const smallestExponentArgument = -708.0;
export const largestExponentArgument = 709.782712893384;

// (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2, interpolated at Chebyshev nodes; error 0.15 ulp of e^r.
export const e0 = 0.5000000000000001;
export const e1 = 0.16666666666666669;
export const e2 = 0.041666666666623824;
export const e3 = 0.008333333333330039;
export const e4 = 0.0013888888917367081;
export const e5 = 0.00019841269863171557;
export const e6 = 0.000024801521057868204;
export const e7 = 0.0000027557268276905696;
export const e8 = 2.7620201591031547e-7;
export const e9 = 2.5100472505694996e-8;

/** e^r - 1 for |r| <= ln(2) / 2; pairs of terms, then pairs of pairs, wait for each other least. */
function expm1Reduced(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const a = e0 + e1 * r + r2 * (e2 + e3 * r);
  const b = e4 + e5 * r + r2 * (e6 + e7 * r);
  return r + r2 * (a + r4 * (b + r4 * (e8 + e9 * r)));
}

/** e^x for x <= 0; 3e-308 instead of anything smaller, which is what 1 + e^x needs. */
export function expNegative(x: number): number {
  const clamped = x < smallestExponentArgument ? smallestExponentArgument : x;
  const shifted = clamped * inverseLn2 + roundingShift;
  const k = shifted - roundingShift;
  const r = clamped - k * ln2High - k * ln2Low;
  return scaleByPowerOfTwo(1.0 + expm1Reduced(r), shifted);
}

/** e^x; zero below -708, infinite where the result is too large for a double. */
export function exp(x: number): number {
  if (x > largestExponentArgument) return Infinity;
  if (x < smallestExponentArgument) return 0.0;
  return expNegative(x);
}

/** e^x - 1, accurate near zero. */
export function expm1(x: number): number {
  return Math.abs(x) < 0.34 ? expm1Reduced(x) : exp(x) - 1.0;
}

/** log and log1p by the four operations; the polynomial is that of fdlibm's e_log.c. */
import { binaryExponent, significand } from "./float-bits.js";
import { ln2High, ln2Low } from "./exponential.js";

export const ln2 = 0.6931471805599453;
export const sqrt2 = 1.4142135623730951;
export const sqrt2Minus1 = 0.41421356237309503;
const smallestNormal = 2.2250738585072014e-308;
const twoTo54 = 18014398509481984.0;

// log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))), s = f / (2 + f), |error| < 2^-58 on [sqrt(2)/2, sqrt(2)].
export const l1 = 0.6666666666666735;
export const l2 = 0.3999999999940942;
export const l3 = 0.2857142874366239;
export const l4 = 0.22222198432149784;
export const l5 = 0.1818357216161805;
export const l6 = 0.15313837699209373;
export const l7 = 0.14798198605116586;

/** f^2/2 - s (f^2/2 + R): what log(1 + f) falls short of f, for 1 + f in [sqrt(2)/2, sqrt(2)]. */
function log1pCorrection(f: number): number {
  const s = f / (2.0 + f);
  const z = s * s;
  const w = z * z;
  const w2 = w * w;
  const even = w * (l2 + w * l4 + w2 * l6);
  const odd = z * (l1 + w * l3 + w2 * (l5 + w * l7));
  const halfSquare = 0.5 * f * f;
  return halfSquare - s * (halfSquare + (even + odd));
}

/** log(1 + e) for e in [0, 1]. */
export function log1pUnit(e: number): number {
  const large = e > sqrt2Minus1;
  const f = large ? (e - 1.0) * 0.5 : e;
  return (large ? ln2 : 0.0) + (f - log1pCorrection(f));
}

function logNormalNumber(x: number, exponentOffset: number): number {
  let m = significand(x);
  let k = binaryExponent(x) + exponentOffset;
  if (m > sqrt2) {
    m = m * 0.5;
    k = k + 1.0;
  }
  const f = m - 1.0;
  return k * ln2High - (log1pCorrection(f) - k * ln2Low - f);
}

export function log(x: number): number {
  if (x >= smallestNormal && x < Infinity) return logNormalNumber(x, 0.0);
  if (x == 0.0) return -Infinity;
  if (x > 0.0 && x < Infinity) return logNormalNumber(x * twoTo54, -54.0);
  return x > 0.0 ? x : NaN;
}

/** log(1 + x), accurate near zero: the rounding of 1 + x is put back (Kahan). */
export function log1p(x: number): number {
  const u = 1.0 + x;
  if (u == Infinity || !(u > 0.0)) return log(u);
  return log(u) + (x - (u - 1.0)) / u;
}

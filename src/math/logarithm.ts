/**
 * log and log1p from additions, multiplications and divisions only.
 * Method and coefficients: fdlibm 5.3 (Sun Microsystems, 1993), e_log.c and s_log1p.c, with the
 * argument reduction to [sqrt(1/2), sqrt(2)) of FreeBSD's msun.
 */
import { lnTwoHigh, lnTwoLow } from "./exponential.js";
import { upperWord, withUpperWord } from "./float-bits.js";

const upperWordOfOne = 0x3ff00000;
const upperWordOfRootHalf = 0x3fe6a09e;

/** log(1 + f) + k ln 2 + c for f in [sqrt(1/2) - 1, sqrt(2) - 1): a Remez polynomial in s^2 = (f / (2 + f))^2. */
function logReduced(f: number, k: number, c: number): number {
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (halfSquare + (odd + even)) + (k * lnTwoLow + c) - halfSquare + f + k * lnTwoHigh;
}

/** Natural logarithm, error below one unit in the last place. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (x === 1) return 0;
  const subnormal = x < 2.2250738585072014e-308;
  const scaled = subnormal ? x * 18014398509481984 : x;
  const shifted = upperWord(scaled) + (upperWordOfOne - upperWordOfRootHalf);
  const k = (shifted >> 20) - 1023 - (subnormal ? 54 : 0);
  const f = withUpperWord(scaled, (shifted & 0xfffff) + upperWordOfRootHalf) - 1;
  return logReduced(f, k, 0);
}

/** log(1 + x), accurate near zero. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x === Infinity) return x;
  if (Math.abs(x) < 1.1102230246251565e-16) return x;
  if (x > -0.29289321881345254 && x < 0.41421356237309503) return logReduced(x, 0, 0);
  const u = 1 + x;
  const shifted = upperWord(u) + (upperWordOfOne - upperWordOfRootHalf);
  const k = (shifted >> 20) - 1023;
  const lost = k >= 54 ? 0 : (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
  const f = withUpperWord(u, (shifted & 0xfffff) + upperWordOfRootHalf) - 1;
  return logReduced(f, k, lost);
}

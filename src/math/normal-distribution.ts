/**
 * The standard normal distribution function, its logarithm and its quantiles.
 * Complementary error function: W. J. Cody, "Rational Chebyshev approximation for the error
 * function", Math. Comp. 23 (1969). Quantiles: M. J. Wichura, algorithm AS 241 (PPND16),
 * Applied Statistics 37 (1988).
 */
import { exp } from "./exponential.js";
import { log, log1p } from "./logarithm.js";

const rootHalf = 0.7071067811865476;
const inverseRootPi = 0.5641895835477563;
const inverseRootTwoPi = 0.3989422804014327;

/** Numerator and denominator share their degree; coefficients run from the highest power down. */
function ratio(x: number, numerator: Float64Array, denominator: Float64Array): number {
  let above = numerator[0]!;
  let below = denominator[0]!;
  for (let i = 1; i < numerator.length; i++) {
    above = above * x + numerator[i]!;
    below = below * x + denominator[i]!;
  }
  return above / below;
}

const erfAbove = Float64Array.of(
  0.18577770618460315,
  3.1611237438705655,
  113.86415415105016,
  377.485237685302,
  3209.3775891384694,
);
const erfBelow = Float64Array.of(
  1,
  23.601290952344122,
  244.02463793444417,
  1282.6165260773723,
  2844.236833439171,
);
const middleAbove = Float64Array.of(
  2.1531153547440383e-8,
  0.5641884969886701,
  8.883149794388377,
  66.11919063714163,
  298.6351381974001,
  881.952221241769,
  1712.0476126340707,
  2051.0783778260716,
  1230.3393547979972,
);
const middleBelow = Float64Array.of(
  1,
  15.744926110709835,
  117.6939508913125,
  537.1811018620099,
  1621.3895745666903,
  3290.7992357334597,
  4362.619090143247,
  3439.3676741437216,
  1230.3393548037495,
);
const tailAbove = Float64Array.of(
  0.016315387137302097,
  0.30532663496123236,
  0.36034489994980445,
  0.12578172611122926,
  0.016083785148742275,
  0.0006587491615298378,
);
const tailBelow = Float64Array.of(
  1,
  2.568520192289822,
  1.8729528499234673,
  0.5279051029514285,
  0.06051834131244132,
  0.0023352049762686918,
);

/** exp(z^2) erfc(z) for z >= 0.46875. */
function scaledComplement(z: number): number {
  if (z <= 4) return ratio(z, middleAbove, middleBelow);
  const w = 1 / (z * z);
  return (inverseRootPi - w * ratio(w, tailAbove, tailBelow)) / z;
}

/** erf(z) for |z| <= 0.46875. */
function smallErf(z: number): number {
  return z * ratio(z * z, erfAbove, erfBelow);
}

/** exp(-x^2 / 2) with the rounding error of the square removed. */
function gaussianKernel(x: number): number {
  if (Math.abs(x) > 40) return 0;
  const coarse = Math.floor(Math.abs(x) * 16) / 16;
  const rest = (Math.abs(x) - coarse) * (Math.abs(x) + coarse);
  return exp(-0.5 * coarse * coarse) * exp(-0.5 * rest);
}

const smallBelow = 0.46875 / rootHalf;

/** Φ(x), relative accuracy kept in the lower tail. */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size !== size) return x;
  if (size < smallBelow) return 0.5 + 0.5 * smallErf(x * rootHalf);
  const tail = size > 40 ? 0 : 0.5 * gaussianKernel(x) * scaledComplement(size * rootHalf);
  return x < 0 ? tail : 1 - tail;
}

/** log Φ(x), relative accuracy kept in both tails. */
export function logNormalCdf(x: number): number {
  if (x !== x) return x;
  if (x > -smallBelow && x < smallBelow) return log(0.5 + 0.5 * smallErf(x * rootHalf));
  if (x > 0) return log1p(-normalCdf(-x));
  if (x === -Infinity) return x;
  return log(0.5 * scaledComplement(-x * rootHalf)) - 0.5 * x * x;
}

/** φ(x) / Φ(x), the derivative of log Φ; about -x in the lower tail. */
export function inverseMillsRatio(x: number): number {
  if (x < -smallBelow) return (2 * rootHalf * inverseRootPi) / scaledComplement(-x * rootHalf);
  return (inverseRootTwoPi * gaussianKernel(x)) / normalCdf(x);
}

const centralAbove = Float64Array.of(
  2509.0809287301227,
  33430.57558358813,
  67265.7709270087,
  45921.95393154987,
  13731.69376550946,
  1971.5909503065513,
  133.14166789178438,
  3.3871328727963665,
);
const centralBelow = Float64Array.of(
  5226.495278852546,
  28729.085735721943,
  39307.89580009271,
  21213.794301586597,
  5394.196021424751,
  687.1870074920579,
  42.31333070160091,
  1,
);
const outerAbove = Float64Array.of(
  0.0007745450142783414,
  0.022723844989269184,
  0.2417807251774506,
  1.2704582524523684,
  3.6478483247632045,
  5.769497221460691,
  4.630337846156546,
  1.4234371107496835,
);
const outerBelow = Float64Array.of(
  1.0507500716444169e-9,
  0.0005475938084995345,
  0.015198666563616457,
  0.14810397642748008,
  0.6897673349851,
  1.6763848301838038,
  2.053191626637759,
  1,
);
const farAbove = Float64Array.of(
  2.0103343992922881e-7,
  0.000027115555687434876,
  0.0012426609473880784,
  0.026532189526576124,
  0.29656057182850487,
  1.7848265399172913,
  5.463784911164114,
  6.657904643501103,
);
const farBelow = Float64Array.of(
  2.0442631033899397e-15,
  1.421511758316446e-7,
  0.000018463183175100548,
  0.0007868691311456133,
  0.014875361290850615,
  0.1369298809227358,
  0.599832206555888,
  1,
);

/** Φ⁻¹(p) for p in [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, centralAbove, centralBelow);
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-log(tail));
  const value = r <= 5 ? ratio(r - 1.6, outerAbove, outerBelow) : ratio(r - 5, farAbove, farBelow);
  return q < 0 ? -value : value;
}

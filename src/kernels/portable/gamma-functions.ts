/** log Γ and digamma for positive arguments, and their differences without cancellation. */
import { log, log1p } from "./logarithm.js";

const halfLog2Pi = 0.9189385332046728;
/** Stirling's series below is accurate to rounding from here on; smaller arguments are shifted up. */
const asymptoticFrom = 10.0;

/** log Γ(z) - ((z - 1/2) log z - z + log(2 π) / 2). Abramowitz & Stegun 6.1.41. */
function stirlingRemainder(z: number): number {
  const w = 1.0 / (z * z);
  const tail =
    0.0007936507936507937 +
    w * (-0.0005952380952380953 + w * (0.0008417508417508417 + w * -0.0019175269175269176));
  return (0.08333333333333333 + w * (-0.002777777777777778 + w * tail)) / z;
}

/** log z - 1/(2 z) - digamma(z). Abramowitz & Stegun 6.3.18. */
function digammaRemainder(z: number): number {
  const w = 1.0 / (z * z);
  const tail = 0.007575757575757576 + w * (-0.021092796092796094 + w * 0.08333333333333333);
  return (
    w *
    (0.08333333333333333 +
      w *
        (-0.008333333333333333 +
          w * (0.003968253968253968 + w * (-0.004166666666666667 + w * tail))))
  );
}

export function logGamma(x: number): number {
  if (!(x > 0.0)) return x == 0.0 ? Infinity : NaN;
  if (x == Infinity) return Infinity;
  let z = x;
  let product: number = 1.0;
  while (z < asymptoticFrom) {
    product = product * z;
    z = z + 1.0;
  }
  return (z - 0.5) * log(z) - z + halfLog2Pi + stirlingRemainder(z) - log(product);
}

export function digamma(x: number): number {
  if (!(x > 0.0)) return x == 0.0 ? -Infinity : NaN;
  if (x == Infinity) return Infinity;
  let z = x;
  let sum: number = 0.0;
  while (z < asymptoticFrom) {
    sum = sum + 1.0 / z;
    z = z + 1.0;
  }
  return log(z) - 0.5 / z - digammaRemainder(z) - sum;
}

/** log Γ(a + y) - log Γ(a) for a > 0, y >= 0; stays accurate where a is large. */
export function logGammaRise(a: number, y: number): number {
  if (!(a > 0.0)) return NaN;
  if (y == 0.0) return 0.0;
  let z = a;
  let product: number = 1.0;
  while (z < asymptoticFrom) {
    product = product * ((z + y) / z);
    z = z + 1.0;
  }
  const remainder = stirlingRemainder(z + y) - stirlingRemainder(z);
  return (z + y - 0.5) * log1p(y / z) + y * (log(z) - 1.0) + remainder - log(product);
}

/** digamma(a + y) - digamma(a) for a > 0, y >= 0. */
export function digammaRise(a: number, y: number): number {
  if (!(a > 0.0)) return NaN;
  let z = a;
  let sum: number = 0.0;
  while (z < asymptoticFrom) {
    sum = sum + y / (z * (z + y));
    z = z + 1.0;
  }
  const remainder = digammaRemainder(z + y) - digammaRemainder(z);
  return log1p(y / z) + (0.5 * y) / (z * (z + y)) - remainder + sum;
}

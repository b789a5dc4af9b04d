/** The three operations on the bits of a double that exponentials and logarithms need. */

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** 1.5 * 2^52: adding it to a number of moderate size leaves that number, rounded, in the low bits. */
export const roundingShift = 6755399441055744.0;

const smallestExponent = -1100;
const powers: Float64Array = Float64Array.from(
  { length: 2200 },
  (_, i) => 2 ** (i + smallestExponent),
);

/**
 * value * 2^k where shifted = k + roundingShift, for value in [0.5, 2) and results that are
 * normal numbers. Two steps because 2^1024 itself is not a number.
 */
export function scaleByPowerOfTwo(value: number, shifted: number): number {
  return (value + value) * powers[((shifted - roundingShift - 1) | 0) - smallestExponent]!;
}

/** k with 2^k <= x < 2^(k + 1), for positive normal x. */
export function binaryExponent(x: number): number {
  double[0] = x;
  return ((words[1]! >>> 20) & 0x7ff) - 1023;
}

/** x / 2^binaryExponent(x), in [1, 2), for positive normal x. */
export function significand(x: number): number {
  double[0] = x;
  words[1] = (words[1]! & 0x000fffff) | 0x3ff00000;
  return double[0];
}

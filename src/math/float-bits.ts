/** Reads and writes the bits of a double, for argument reduction in the elementary functions. */

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Index of the word with sign, exponent and the upper 20 bits of the fraction. */
const upper = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Sign, exponent and upper 20 fraction bits of x, as a signed 32-bit integer. */
export function upperWord(x: number): number {
  double[0] = x;
  return words[upper]!;
}

/** x with its upper word replaced. */
export function withUpperWord(x: number, word: number): number {
  double[0] = x;
  words[upper] = word;
  return double[0];
}

/** 2^k from -1022 on: reading a number is much faster than writing one by its halves. */
const powers = Float64Array.from({ length: 2046 }, (_, at) => {
  words[1 - upper] = 0;
  words[upper] = (at + 1) << 20;
  return double[0]!;
});

/** 2^k for an integer k in [-1022, 1023]. */
export function powerOfTwo(k: number): number {
  return powers[k + 1022]!;
}

/** y 2^k for y near one and an integer k in [-1100, 1024], rounding once. */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k < -1021) return y * powerOfTwo(k + 200) * powerOfTwo(-200);
  return y * powerOfTwo(k);
}

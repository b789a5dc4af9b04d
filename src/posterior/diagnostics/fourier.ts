/** The fast Fourier transform of one fixed length, for autocovariances. */

export interface Fourier {
  /** A power of two. */
  readonly size: number;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** Tables for transforms of at least `length` points. */
export function openFourier(length: number): Fourier {
  let size = 2;
  while (size < length) size *= 2;
  const [cosines, sines] = [new Float64Array(size / 2), new Float64Array(size / 2)];
  for (let index = 0; index < size / 2; index++) {
    const angle = (-2 * Math.PI * index) / size;
    cosines[index] = Math.cos(angle);
    sines[index] = Math.sin(angle);
  }
  return { size, cosines, sines };
}

/** Puts entry i where the bits of i, read backwards, say. */
function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let i = 0, j = 0; i < size; i++) {
    if (i < j) {
      const keptReal = real[i]!;
      const keptImaginary = imaginary[i]!;
      real[i] = real[j]!;
      imaginary[i] = imaginary[j]!;
      real[j] = keptReal;
      imaginary[j] = keptImaginary;
    }
    let bit = size >> 1;
    while (bit > 0 && (j & bit) !== 0) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
}

/** Forward transform in place (Cooley and Tukey, radix 2). */
export function transform(fourier: Fourier, real: Float64Array, imaginary: Float64Array): void {
  const { size, cosines, sines } = fourier;
  reverseBits(real, imaginary);
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let offset = 0; offset < half; offset++) {
      const cosine = cosines[offset * stride]!;
      const sine = sines[offset * stride]!;
      for (let even = offset; even < size; even += 2 * half) {
        const odd = even + half;
        const a = real[odd]! * cosine - imaginary[odd]! * sine;
        const b = real[odd]! * sine + imaginary[odd]! * cosine;
        real[odd] = real[even]! - a;
        imaginary[odd] = imaginary[even]! - b;
        real[even] = real[even]! + a;
        imaginary[even] = imaginary[even]! + b;
      }
    }
  }
}

/** Fast Fourier transforms of powers of two, on arithmetic and square roots alone. */

/** Real and imaginary parts. */
export interface ComplexArray {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * exp(2πi j / size) for j < size / 2. The angles π / 2^k by halving, every j by the product of the angles of
 * its bits: an error of a few units in the last place.
 */
function unitRoots(size: number): ComplexArray {
  const re = new Float64Array(size / 2);
  const im = new Float64Array(size / 2);
  re[0] = 1;
  let cosine = -1;
  let sine = 0;
  for (let bit = size / 4; bit >= 1; bit /= 2) {
    const half = Math.sqrt((1 + cosine) / 2);
    sine = half === 0 ? 1 : sine / (2 * half);
    cosine = half;
    for (let j = 0; j < size / 2; j += 2 * bit) {
      re[j + bit] = re[j]! * cosine - im[j]! * sine;
      im[j + bit] = re[j]! * sine + im[j]! * cosine;
    }
  }
  return { re, im };
}

const rootsBySize = new Map<number, ComplexArray>();

function rootsOf(size: number): ComplexArray {
  const known = rootsBySize.get(size);
  if (known) return known;
  const made = unitRoots(size);
  rootsBySize.set(size, made);
  return made;
}

/** Entries in the order of their reversed bits. */
function reverseBits({ re, im }: ComplexArray, size: number): void {
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const a = re[i]!;
    const b = im[i]!;
    re[i] = re[j]!;
    im[i] = im[j]!;
    re[j] = a;
    im[j] = b;
  }
}

/** z_k ← Σ_j z_j exp(2πi jk / size), in place on the first `size` entries; size a power of two. */
export function transform(z: ComplexArray, size: number): void {
  const { re, im } = z;
  reverseBits(z, size);
  if (size < 2) return;
  const roots = rootsOf(size);
  for (let half = 1; half < size; half *= 2) {
    const step = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let j = 0, r = 0; j < half; j++, r += step) {
        const at = start + j;
        const other = at + half;
        const x = re[other]! * roots.re[r]! - im[other]! * roots.im[r]!;
        const y = re[other]! * roots.im[r]! + im[other]! * roots.re[r]!;
        re[other] = re[at]! - x;
        im[other] = im[at]! - y;
        re[at]! += x;
        im[at]! += y;
      }
    }
  }
}

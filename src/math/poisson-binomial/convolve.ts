/** Products of polynomials: directly where one is short, else by one packed Fourier transform and its inverse. */
import { transform, type ComplexArray } from "./fourier.js";

/** Up to this many terms of the shorter factor the direct product is faster, measured at 500 of the longer. */
const longestDirect = 64;

/** A run of numbers in an array. */
export interface Run {
  readonly values: Float64Array;
  readonly start: number;
  readonly length: number;
}

function powerAbove(length: number): number {
  let size = 1;
  while (size < length) size *= 2;
  return size;
}

/** Space for products of at most `length` terms. */
export function openProductSpace(length: number): ComplexArray {
  const size = powerAbove(length);
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

/** The product's values at the roots of unity from those of a + ib: a b = (z² − conj(z₋)²) / 4i. */
function squareUnpacked({ re, im }: ComplexArray, size: number): void {
  for (let k = 0; k <= size / 2; k++) {
    const m = (size - k) & (size - 1);
    const [a, b, c, d] = [re[k]!, im[k]!, re[m]!, im[m]!];
    const real = a * a - b * b - (c * c - d * d);
    const imaginary = 2 * a * b + 2 * c * d;
    re[k] = imaginary / 4;
    im[k] = -real / 4;
    re[m] = imaginary / 4;
    im[m] = real / 4;
  }
}

/** Cyclic product of a and b of period `size`, left in `space.re`; b may be read backwards. */
function cyclicProduct(
  space: ComplexArray,
  a: Run,
  b: Run,
  backwards: boolean,
  size: number,
): void {
  const { re, im } = space;
  re.fill(0, 0, size);
  im.fill(0, 0, size);
  for (let i = 0; i < a.length; i++) re[i] = a.values[a.start + i]!;
  for (let i = 0; i < b.length; i++)
    im[i] = b.values[b.start + (backwards ? b.length - 1 - i : i)]!;
  transform(space, size);
  squareUnpacked(space, size);
  // The inverse is the transform of the conjugate; the product is real.
  for (let k = 0; k < size; k++) im[k] = -im[k]!;
  transform(space, size);
  for (let k = 0; k < size; k++) re[k] = re[k]! / size;
}

/** into_k = Σ_j a_j b_{k−j}, of a.length + b.length − 1 terms. */
export function multiplyInto(space: ComplexArray, a: Run, b: Run, into: Run): void {
  const { values, start, length } = into;
  if (Math.min(a.length, b.length) > longestDirect) {
    cyclicProduct(space, a, b, false, powerAbove(length));
    for (let k = 0; k < length; k++) values[start + k] = space.re[k]!;
    return;
  }
  values.fill(0, start, start + length);
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  for (let i = 0; i < short.length; i++) {
    const factor = short.values[short.start + i]!;
    const at = start + i;
    for (let j = 0; j < long.length; j++) values[at + j]! += factor * long.values[long.start + j]!;
  }
}

/** into_j = Σ_m c_{j+m} b_m: what the product's adjoint c says of the factor beside b. */
export function correlateInto(space: ComplexArray, c: Run, b: Run, into: Run): void {
  const { values, start, length } = into;
  if (Math.min(length, b.length) > longestDirect) {
    // What wraps round lands below b.length − 1, the first entry that is read.
    cyclicProduct(space, c, b, true, powerAbove(c.length));
    for (let j = 0; j < length; j++) values[start + j] = space.re[b.length - 1 + j]!;
    return;
  }
  for (let j = 0; j < length; j++) {
    let total = 0;
    const at = c.start + j;
    for (let m = 0; m < b.length; m++) total += c.values[at + m]! * b.values[b.start + m]!;
    values[start + j] = total;
  }
}

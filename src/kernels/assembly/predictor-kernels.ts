/**
 * Row-buffer kernels. Rows go two to a vector; the last row of an odd count is done alone by the
 * same operations. Sums over rows keep one partial sum per lane and add them at the end.
 */
import { both } from "./lanes";

export function fill(out: i32, value: i32, n: i32): void {
  const x = load<f64>(value);
  const x2 = both(x);
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16) v128.store(out, x2);
  if (n & 1) store<f64>(out, x);
}

export function copy(out: i32, x: i32, n: i32): void {
  memory.copy(out, x, n << 3);
}

export function add_column(out: i32, x: i32, n: i32): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, x += 16) {
    v128.store(out, f64x2.add(v128.load(out), v128.load(x)));
  }
  if (n & 1) store<f64>(out, load<f64>(out) + load<f64>(x));
}

/** Four columns per pass: one load and one store of the output serve four multiplications. */
export function columns_times(
  out: i32,
  X: i32,
  columnStride: i32,
  columnCount: i32,
  beta: i32,
  n: i32,
): void {
  while (columnCount >= 4) {
    times4(out, X, columnStride, beta, n);
    X += columnStride << 2;
    beta += 32;
    columnCount -= 4;
  }
  for (; columnCount > 0; columnCount--) {
    times1(out, X, load<f64>(beta), n);
    X += columnStride;
    beta += 8;
  }
}

// @inline
function times4(out: i32, X0: i32, columnStride: i32, beta: i32, n: i32): void {
  let X1 = X0 + columnStride;
  let X2 = X1 + columnStride;
  let X3 = X2 + columnStride;
  const b0 = load<f64>(beta);
  const b1 = load<f64>(beta, 8);
  const b2 = load<f64>(beta, 16);
  const b3 = load<f64>(beta, 24);
  const pairs = out + ((n & ~1) << 3);
  while (out < pairs) {
    const first = f64x2.add(f64x2.mul(v128.load(X0), both(b0)), f64x2.mul(v128.load(X1), both(b1)));
    const second = f64x2.add(
      f64x2.mul(v128.load(X2), both(b2)),
      f64x2.mul(v128.load(X3), both(b3)),
    );
    v128.store(out, f64x2.add(v128.load(out), f64x2.add(first, second)));
    out += 16;
    X0 += 16;
    X1 += 16;
    X2 += 16;
    X3 += 16;
  }
  if (n & 1) {
    const first = load<f64>(X0) * b0 + load<f64>(X1) * b1;
    const second = load<f64>(X2) * b2 + load<f64>(X3) * b3;
    store<f64>(out, load<f64>(out) + (first + second));
  }
}

// @inline
function times1(out: i32, X: i32, b: f64, n: i32): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, X += 16) {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(v128.load(X), both(b))));
  }
  if (n & 1) store<f64>(out, load<f64>(out) + load<f64>(X) * b);
}

/** Four columns per pass and four rows per step: eight independent sums keep the adders busy. */
export function columns_transposed(
  dBeta: i32,
  X: i32,
  columnStride: i32,
  columnCount: i32,
  d: i32,
  n: i32,
): void {
  while (columnCount >= 4) {
    transposed4(dBeta, X, columnStride, d, n);
    X += columnStride << 2;
    dBeta += 32;
    columnCount -= 4;
  }
  for (; columnCount > 0; columnCount--) {
    transposed1(dBeta, X, d, n);
    X += columnStride;
    dBeta += 8;
  }
}

// @inline
function transposed4(dBeta: i32, X0: i32, columnStride: i32, d: i32, n: i32): void {
  let X1 = X0 + columnStride;
  let X2 = X1 + columnStride;
  let X3 = X2 + columnStride;
  let a0 = both(0.0),
    a1 = both(0.0),
    a2 = both(0.0),
    a3 = both(0.0);
  let c0 = both(0.0),
    c1 = both(0.0),
    c2 = both(0.0),
    c3 = both(0.0);
  const fours = d + ((n & ~3) << 3);
  while (d < fours) {
    const low = v128.load(d);
    const high = v128.load(d, 16);
    a0 = f64x2.add(a0, f64x2.mul(v128.load(X0), low));
    a1 = f64x2.add(a1, f64x2.mul(v128.load(X1), low));
    a2 = f64x2.add(a2, f64x2.mul(v128.load(X2), low));
    a3 = f64x2.add(a3, f64x2.mul(v128.load(X3), low));
    c0 = f64x2.add(c0, f64x2.mul(v128.load(X0, 16), high));
    c1 = f64x2.add(c1, f64x2.mul(v128.load(X1, 16), high));
    c2 = f64x2.add(c2, f64x2.mul(v128.load(X2, 16), high));
    c3 = f64x2.add(c3, f64x2.mul(v128.load(X3, 16), high));
    d += 32;
    X0 += 32;
    X1 += 32;
    X2 += 32;
    X3 += 32;
  }
  const left = n & 3;
  addColumnSum(dBeta, a0, c0, X0, d, left);
  addColumnSum(dBeta + 8, a1, c1, X1, d, left);
  addColumnSum(dBeta + 16, a2, c2, X2, d, left);
  addColumnSum(dBeta + 24, a3, c3, X3, d, left);
}

// @inline
function transposed1(dBeta: i32, X: i32, d: i32, n: i32): void {
  let a = both(0.0);
  let c = both(0.0);
  const fours = d + ((n & ~3) << 3);
  for (; d < fours; d += 32, X += 32) {
    a = f64x2.add(a, f64x2.mul(v128.load(X), v128.load(d)));
    c = f64x2.add(c, f64x2.mul(v128.load(X, 16), v128.load(d, 16)));
  }
  addColumnSum(dBeta, a, c, X, d, n & 3);
}

/** The four partial sums of a column and the rows left over (fewer than four). */
// @inline
function addColumnSum(dBeta: i32, a: v128, c: v128, X: i32, d: i32, left: i32): void {
  const sums = f64x2.add(a, c);
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let i = 0; i < left; i++) sum += load<f64>(X + (i << 3)) * load<f64>(d + (i << 3));
  store<f64>(dBeta, load<f64>(dBeta) + sum);
}

export function sum_rows(dValue: i32, d: i32, n: i32): void {
  let a = both(0.0);
  let c = both(0.0);
  const fours = d + ((n & ~3) << 3);
  for (; d < fours; d += 32) {
    a = f64x2.add(a, v128.load(d));
    c = f64x2.add(c, v128.load(d, 16));
  }
  const sums = f64x2.add(a, c);
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (let i = 0; i < (n & 3); i++) sum += load<f64>(d + (i << 3));
  store<f64>(dValue, load<f64>(dValue) + sum);
}

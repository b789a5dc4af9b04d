/**
 * Row-buffer kernels. Rows go two to a vector; the last row of an odd count is done alone by the
 * same operations. Sums over rows keep one partial sum per lane and add them at the end.
 */
import { both, sumOfLanes, zeros } from "./lanes";

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

/**
 * Four columns per pass: one load and one store of the output serve four multiplications. The
 * columns of such a panel are interleaved, two rows of each in turn, so that the pass reads one
 * contiguous run (panels.ts lays them out).
 */
export function columns_times(
  out: i32,
  X: i32,
  columnStride: i32,
  columnCount: i32,
  beta: i32,
  n: i32,
): void {
  const panelBytes = ((n + 1) & ~1) << 5;
  for (; columnCount >= 4; columnCount -= 4) {
    times4(out, X, beta, n);
    X += panelBytes;
    beta += 32;
  }
  for (; columnCount > 0; columnCount--) {
    times1(out, X, load<f64>(beta), n);
    X += panelBytes >> 2;
    beta += 8;
  }
}

// @inline
function panelRow(X: i32, b0: v128, b1: v128, b2: v128, b3: v128): v128 {
  const first = f64x2.add(f64x2.mul(v128.load(X), b0), f64x2.mul(v128.load(X, 16), b1));
  const second = f64x2.add(f64x2.mul(v128.load(X, 32), b2), f64x2.mul(v128.load(X, 48), b3));
  return f64x2.add(first, second);
}

function times4(out: i32, X: i32, beta: i32, n: i32): void {
  const b0 = v128.load64_splat(beta);
  const b1 = v128.load64_splat(beta, 8);
  const b2 = v128.load64_splat(beta, 16);
  const b3 = v128.load64_splat(beta, 24);
  const fours = out + ((n & ~3) << 3);
  for (; out < fours; out += 32, X += 128) {
    v128.store(out, f64x2.add(v128.load(out), panelRow(X, b0, b1, b2, b3)));
    v128.store(out, f64x2.add(v128.load(out, 16), panelRow(X + 64, b0, b1, b2, b3)), 16);
  }
  if (n & 2) {
    v128.store(out, f64x2.add(v128.load(out), panelRow(X, b0, b1, b2, b3)));
    out += 16;
    X += 64;
  }
  if (n & 1) {
    const sum = f64x2.extract_lane(panelRow(X, b0, b1, b2, b3), 0);
    store<f64>(out, load<f64>(out) + sum);
  }
}

function times1(out: i32, X: i32, b: f64, n: i32): void {
  const pairs = out + ((n & ~1) << 3);
  for (; out < pairs; out += 16, X += 16) {
    v128.store(out, f64x2.add(v128.load(out), f64x2.mul(v128.load(X), both(b))));
  }
  if (n & 1) store<f64>(out, load<f64>(out) + load<f64>(X) * b);
}

/**
 * Four columns per pass, one sum per column and lane: more would not fit the registers beside the
 * numbers that are read ahead.
 */
export function columns_transposed(
  dBeta: i32,
  X: i32,
  columnStride: i32,
  columnCount: i32,
  d: i32,
  n: i32,
): void {
  const panelBytes = ((n + 1) & ~1) << 5;
  for (; columnCount >= 4; columnCount -= 4) {
    transposed4(dBeta, X, d, n);
    X += panelBytes;
    dBeta += 32;
  }
  for (; columnCount > 0; columnCount--) {
    transposed1(dBeta, X, d, n);
    X += panelBytes >> 2;
    dBeta += 8;
  }
}

function transposed4(dBeta: i32, X: i32, d: i32, n: i32): void {
  let a0 = zeros();
  let a1 = zeros();
  let a2 = zeros();
  let a3 = zeros();
  const fours = d + ((n & ~3) << 3);
  for (; d < fours; d += 32, X += 128) {
    const low = v128.load(d);
    a0 = f64x2.add(a0, f64x2.mul(v128.load(X), low));
    a1 = f64x2.add(a1, f64x2.mul(v128.load(X, 16), low));
    a2 = f64x2.add(a2, f64x2.mul(v128.load(X, 32), low));
    a3 = f64x2.add(a3, f64x2.mul(v128.load(X, 48), low));
    const high = v128.load(d, 16);
    a0 = f64x2.add(a0, f64x2.mul(v128.load(X, 64), high));
    a1 = f64x2.add(a1, f64x2.mul(v128.load(X, 80), high));
    a2 = f64x2.add(a2, f64x2.mul(v128.load(X, 96), high));
    a3 = f64x2.add(a3, f64x2.mul(v128.load(X, 112), high));
  }
  if (n & 2) {
    const rows = v128.load(d);
    a0 = f64x2.add(a0, f64x2.mul(v128.load(X), rows));
    a1 = f64x2.add(a1, f64x2.mul(v128.load(X, 16), rows));
    a2 = f64x2.add(a2, f64x2.mul(v128.load(X, 32), rows));
    a3 = f64x2.add(a3, f64x2.mul(v128.load(X, 48), rows));
    d += 16;
    X += 64;
  }
  const odd = n & 1;
  addSum(dBeta, a0, odd ? load<f64>(X) * load<f64>(d) : 0.0);
  addSum(dBeta + 8, a1, odd ? load<f64>(X, 16) * load<f64>(d) : 0.0);
  addSum(dBeta + 16, a2, odd ? load<f64>(X, 32) * load<f64>(d) : 0.0);
  addSum(dBeta + 24, a3, odd ? load<f64>(X, 48) * load<f64>(d) : 0.0);
}

/** A single column has sums for four rows in turn, so that additions need not wait for each other. */
function transposed1(dBeta: i32, X: i32, d: i32, n: i32): void {
  let a = zeros();
  let c = zeros();
  const fours = d + ((n & ~3) << 3);
  for (; d < fours; d += 32, X += 32) {
    a = f64x2.add(a, f64x2.mul(v128.load(X), v128.load(d)));
    c = f64x2.add(c, f64x2.mul(v128.load(X, 16), v128.load(d, 16)));
  }
  let last: f64 = 0;
  for (let i = 0; i < (n & 3); i++) last += load<f64>(X + (i << 3)) * load<f64>(d + (i << 3));
  addSum(dBeta, f64x2.add(a, c), last);
}

/** The partial sums, and what the rows left over add. */
// @inline
function addSum(target: i32, a: v128, last: f64): void {
  store<f64>(target, load<f64>(target) + (sumOfLanes(a) + last));
}

export function sum_rows(dValue: i32, d: i32, n: i32): void {
  let a = zeros();
  let c = zeros();
  const fours = d + ((n & ~3) << 3);
  for (; d < fours; d += 32) {
    a = f64x2.add(a, v128.load(d));
    c = f64x2.add(c, v128.load(d, 16));
  }
  let last: f64 = 0;
  for (let i = 0; i < (n & 3); i++) last += load<f64>(d + (i << 3));
  addSum(dValue, f64x2.add(a, c), last);
}

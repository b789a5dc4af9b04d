/** The matrix product; twins/product.ts is its twin. */

// @inline
function plus(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b));
}

// @inline
function tileOfEight(
  c: i32,
  cStep: i32,
  a: i32,
  aRow: i32,
  aDepth: i32,
  b: i32,
  bStep: i32,
  depth: i32,
  keep: i32,
): void {
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  let x00 = f32x4.splat(0);
  let x01 = x00;
  let x10 = x00;
  let x11 = x00;
  let x20 = x00;
  let x21 = x00;
  let x30 = x00;
  let x31 = x00;
  if (keep != 0) {
    x00 = v128.load(c);
    x01 = v128.load(c, 16);
    x10 = v128.load(c1);
    x11 = v128.load(c1, 16);
    x20 = v128.load(c2);
    x21 = v128.load(c2, 16);
    x30 = v128.load(c3);
    x31 = v128.load(c3, 16);
  }
  let a0 = a;
  let a1 = a0 + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  const end = b + depth * bStep;
  for (; b != end; b += bStep) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const s0 = v128.load32_splat(a0);
    x00 = plus(x00, s0, b0);
    x01 = plus(x01, s0, b1);
    const s1 = v128.load32_splat(a1);
    x10 = plus(x10, s1, b0);
    x11 = plus(x11, s1, b1);
    const s2 = v128.load32_splat(a2);
    x20 = plus(x20, s2, b0);
    x21 = plus(x21, s2, b1);
    const s3 = v128.load32_splat(a3);
    x30 = plus(x30, s3, b0);
    x31 = plus(x31, s3, b1);
    a0 += aDepth;
    a1 += aDepth;
    a2 += aDepth;
    a3 += aDepth;
  }
  v128.store(c, x00);
  v128.store(c, x01, 16);
  v128.store(c1, x10);
  v128.store(c1, x11, 16);
  v128.store(c2, x20);
  v128.store(c2, x21, 16);
  v128.store(c3, x30);
  v128.store(c3, x31, 16);
}

// @inline
function tileOfFour(
  c: i32,
  cStep: i32,
  a: i32,
  aRow: i32,
  aDepth: i32,
  b: i32,
  bStep: i32,
  depth: i32,
  keep: i32,
): void {
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  let x0 = f32x4.splat(0);
  let x1 = x0;
  let x2 = x0;
  let x3 = x0;
  if (keep != 0) {
    x0 = v128.load(c);
    x1 = v128.load(c1);
    x2 = v128.load(c2);
    x3 = v128.load(c3);
  }
  let a0 = a;
  let a1 = a0 + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  const end = b + depth * bStep;
  for (; b != end; b += bStep) {
    const b0 = v128.load(b);
    x0 = plus(x0, v128.load32_splat(a0), b0);
    x1 = plus(x1, v128.load32_splat(a1), b0);
    x2 = plus(x2, v128.load32_splat(a2), b0);
    x3 = plus(x3, v128.load32_splat(a3), b0);
    a0 += aDepth;
    a1 += aDepth;
    a2 += aDepth;
    a3 += aDepth;
  }
  v128.store(c, x0);
  v128.store(c1, x1);
  v128.store(c2, x2);
  v128.store(c3, x3);
}

export function product(
  c: i32,
  cStep: i32,
  a: i32,
  aRow: i32,
  aDepth: i32,
  b: i32,
  bStep: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  keep: i32,
): void {
  const width = columns << 2;
  for (let i: i32 = 0; i < rows; i += 4) {
    let j: i32 = 0;
    for (; j + 32 <= width; j += 32) {
      tileOfEight(c + j, cStep, a, aRow, aDepth, b + j, bStep, depth, keep);
    }
    if (j < width) tileOfFour(c + j, cStep, a, aRow, aDepth, b + j, bStep, depth, keep);
    c += cStep << 2;
    a += aRow << 2;
  }
}

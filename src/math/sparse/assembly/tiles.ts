/** The innermost loops on pairs of rows; portable/tiles.ts is their twin. */
import { Memory } from "./memory";

// @inline
function at(position: i32): usize {
  return (<usize>position) << 3;
}

// @inline
function minus(c: v128, a: v128, b: v128): v128 {
  return f64x2.sub(c, f64x2.mul(a, b));
}

export function tileOfFour(
  memory: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  const p0 = at(c0);
  const p1 = at(c1);
  const p2 = at(c2);
  const p3 = at(c3);
  let x00 = v128.load(p0);
  let x01 = v128.load(p1);
  let x02 = v128.load(p2);
  let x03 = v128.load(p3);
  let x20 = v128.load(p0, 16);
  let x21 = v128.load(p1, 16);
  let x22 = v128.load(p2, 16);
  let x23 = v128.load(p3, 16);
  let pa = at(a);
  let pb = at(b);
  const stride = at(step);
  const end = pb + ((<usize>depth) << 5);
  for (; pb < end; pb += 32) {
    const a0 = v128.load(pa);
    const a2 = v128.load(pa, 16);
    const b0 = v128.load64_splat(pb);
    x00 = minus(x00, a0, b0);
    x20 = minus(x20, a2, b0);
    const b1 = v128.load64_splat(pb, 8);
    x01 = minus(x01, a0, b1);
    x21 = minus(x21, a2, b1);
    const b2 = v128.load64_splat(pb, 16);
    x02 = minus(x02, a0, b2);
    x22 = minus(x22, a2, b2);
    const b3 = v128.load64_splat(pb, 24);
    x03 = minus(x03, a0, b3);
    x23 = minus(x23, a2, b3);
    pa += stride;
  }
  v128.store(p0, x00);
  v128.store(p1, x01);
  v128.store(p2, x02);
  v128.store(p3, x03);
  v128.store(p0, x20, 16);
  v128.store(p1, x21, 16);
  v128.store(p2, x22, 16);
  v128.store(p3, x23, 16);
}

export function tileOfTwo(
  memory: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  const p0 = at(c0);
  const p1 = at(c1);
  const p2 = at(c2);
  const p3 = at(c3);
  let x0 = v128.load(p0);
  let x1 = v128.load(p1);
  let x2 = v128.load(p2);
  let x3 = v128.load(p3);
  let pa = at(a);
  let pb = at(b);
  const stride = at(step);
  const end = pb + ((<usize>depth) << 5);
  for (; pb < end; pb += 32) {
    const a0 = v128.load(pa);
    x0 = minus(x0, a0, v128.load64_splat(pb));
    x1 = minus(x1, a0, v128.load64_splat(pb, 8));
    x2 = minus(x2, a0, v128.load64_splat(pb, 16));
    x3 = minus(x3, a0, v128.load64_splat(pb, 24));
    pa += stride;
  }
  v128.store(p0, x0);
  v128.store(p1, x1);
  v128.store(p2, x2);
  v128.store(p3, x3);
}

/** One row: pairs of columns, which lie side by side in `b`. */
export function tileOfOne(
  memory: Memory,
  c0: i32,
  c1: i32,
  c2: i32,
  c3: i32,
  a: i32,
  step: i32,
  b: i32,
  depth: i32,
): void {
  let x01 = v128.load64_lane(at(c1), v128.load64_zero(at(c0)), 1);
  let x23 = v128.load64_lane(at(c3), v128.load64_zero(at(c2)), 1);
  let pa = at(a);
  let pb = at(b);
  const stride = at(step);
  const end = pb + ((<usize>depth) << 5);
  for (; pb < end; pb += 32) {
    const a0 = v128.load64_splat(pa);
    x01 = minus(x01, a0, v128.load(pb));
    x23 = minus(x23, a0, v128.load(pb, 16));
    pa += stride;
  }
  v128.store64_lane(at(c0), x01, 0);
  v128.store64_lane(at(c1), x01, 1);
  v128.store64_lane(at(c2), x23, 0);
  v128.store64_lane(at(c3), x23, 1);
}

export function subtractScaled(
  memory: Memory,
  target: i32,
  source: i32,
  scale: f64,
  count: i32,
): void {
  let into = at(target);
  let from = at(source);
  const both = f64x2.splat(scale);
  const end = into + ((<usize>(count & ~1)) << 3);
  for (; into < end; into += 16, from += 16) {
    v128.store(into, minus(v128.load(into), both, v128.load(from)));
  }
  if (count & 1) store<f64>(into, load<f64>(into) - scale * load<f64>(from));
}

export function divideAll(memory: Memory, target: i32, divisor: f64, count: i32): void {
  let into = at(target);
  const both = f64x2.splat(divisor);
  const end = into + ((<usize>(count & ~1)) << 3);
  for (; into < end; into += 16) v128.store(into, f64x2.div(v128.load(into), both));
  if (count & 1) store<f64>(into, load<f64>(into) / divisor);
}

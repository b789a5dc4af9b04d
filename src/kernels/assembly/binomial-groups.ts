/** Binomial counts summed by group, two rows at a time; portable/binomial-groups.ts is the twin. */
import { expMinusAbs, isPositive, logOf } from "./binomial-rows";
import { both, one, sumOfLanes, zeros } from "./lanes";

export function binomialGroupSlopes(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
  effects: i32,
  slopes: i32,
  curvatures: i32,
): void {
  let at: i32 = load<i32>(starts) << 3;
  for (let g: i32 = 0; g < groups; g++) {
    const end: i32 = load<i32>(starts + (g << 2), 4) << 3;
    const effect = v128.load64_splat(effects + (g << 3));
    let slope = zeros();
    let curvature = zeros();
    for (; at < end; at += 16) {
      const z = v128.load(multipliers + at);
      const x = f64x2.add(v128.load(base + at), f64x2.mul(z, effect));
      const t = v128.load(trials + at);
      const e = expMinusAbs(x);
      const near = f64x2.div(one(), f64x2.add(one(), e));
      const far = f64x2.mul(e, near);
      const mu = v128.bitselect(near, far, isPositive(x));
      const first = f64x2.sub(v128.load(successes + at), f64x2.mul(t, mu));
      slope = f64x2.add(slope, f64x2.mul(z, first));
      const variance = f64x2.mul(f64x2.mul(t, near), far);
      curvature = f64x2.add(curvature, f64x2.mul(f64x2.mul(z, z), variance));
    }
    store<f64>(slopes + (g << 3), sumOfLanes(slope));
    store<f64>(curvatures + (g << 3), sumOfLanes(curvature));
  }
}

export function binomialGroupValues(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
  centres: i32,
  scales: i32,
  nodes: i32,
  points: i32,
  values: i32,
): void {
  let into = values;
  for (let g: i32 = 0; g < groups; g++) {
    const from: i32 = load<i32>(starts + (g << 2)) << 3;
    const end: i32 = load<i32>(starts + (g << 2), 4) << 3;
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const shift = load<f64>(scales + (g << 3)) * load<f64>(nodes + q);
      const effect = both(load<f64>(centres + (g << 3)) + shift);
      let sum = zeros();
      for (let at: i32 = from; at < end; at += 16) {
        const x = f64x2.add(v128.load(base + at), f64x2.mul(v128.load(multipliers + at), effect));
        const log = logOf(x, expMinusAbs(x), v128.load(successes + at), v128.load(trials + at));
        sum = f64x2.add(sum, log);
      }
      store<f64>(into, sumOfLanes(sum));
      into += 8;
    }
  }
}

/** a − v b. */
// @inline
function lessTimes(a: v128, v: v128, b: v128): v128 {
  return f64x2.sub(a, f64x2.mul(v, b));
}

// @inline
function plusProduct(c: v128, a: v128, b: v128): v128 {
  return f64x2.add(c, f64x2.mul(a, b));
}

export function binomialGroupExpansions(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  successes: i32,
  trials: i32,
  effects: i32,
  expansions: i32,
): void {
  let at: i32 = load<i32>(starts) << 3;
  for (let g: i32 = 0; g < groups; g++) {
    const end: i32 = load<i32>(starts + (g << 2), 4) << 3;
    const effect = v128.load64_splat(effects + (g << 3));
    let c0 = zeros();
    let c1 = zeros();
    let c2 = zeros();
    let c3 = zeros();
    let c4 = zeros();
    let c5 = zeros();
    let c6 = zeros();
    let c7 = zeros();
    let c8 = zeros();
    for (; at < end; at += 16) {
      const z = v128.load(multipliers + at);
      const x = f64x2.add(v128.load(base + at), f64x2.mul(z, effect));
      const s = v128.load(successes + at);
      const t = v128.load(trials + at);
      const e = expMinusAbs(x);
      const near = f64x2.div(one(), f64x2.add(one(), e));
      const far = f64x2.mul(e, near);
      const mu = v128.bitselect(near, far, isPositive(x));
      const v = f64x2.mul(near, far);
      const w = f64x2.sub(one(), f64x2.mul(both(2.0), mu));
      const z2 = f64x2.mul(z, z);
      const even = f64x2.mul(f64x2.mul(t, z2), v);
      const odd = f64x2.mul(f64x2.mul(z, even), w);
      const z4 = f64x2.mul(z2, z2);
      c0 = f64x2.add(c0, logOf(x, e, s, t));
      c1 = plusProduct(c1, z, f64x2.sub(s, f64x2.mul(t, mu)));
      c2 = f64x2.add(c2, even);
      c3 = f64x2.add(c3, odd);
      const v6 = f64x2.mul(both(6.0), v);
      c4 = plusProduct(c4, f64x2.mul(z2, even), f64x2.sub(one(), v6));
      const v12 = f64x2.mul(both(12.0), v);
      c5 = plusProduct(c5, f64x2.mul(z2, odd), f64x2.sub(one(), v12));
      const p6 = lessTimes(one(), v, lessTimes(both(30.0), both(120.0), v));
      c6 = plusProduct(c6, f64x2.mul(z4, even), p6);
      const p7 = lessTimes(one(), v, lessTimes(both(60.0), both(360.0), v));
      c7 = plusProduct(c7, f64x2.mul(z4, odd), p7);
      const inner = lessTimes(both(1680.0), both(5040.0), v);
      const p8 = lessTimes(one(), v, lessTimes(both(126.0), v, inner));
      c8 = plusProduct(c8, f64x2.mul(f64x2.mul(z2, z4), even), p8);
    }
    const into = expansions + 72 * g;
    store<f64>(into, sumOfLanes(c0));
    store<f64>(into, sumOfLanes(c1), 8);
    store<f64>(into, 0.0 - sumOfLanes(c2), 16);
    store<f64>(into, 0.0 - sumOfLanes(c3), 24);
    store<f64>(into, 0.0 - sumOfLanes(c4), 32);
    store<f64>(into, 0.0 - sumOfLanes(c5), 40);
    store<f64>(into, 0.0 - sumOfLanes(c6), 48);
    store<f64>(into, 0.0 - sumOfLanes(c7), 56);
    store<f64>(into, 0.0 - sumOfLanes(c8), 64);
  }
}

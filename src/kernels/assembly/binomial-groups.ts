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

/** Poisson counts summed by group, two rows at a time; portable/poisson-groups.ts is the twin. */
import { both, exp2, sumOfLanes, zeros } from "./lanes";

export function poissonGroupSlopes(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
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
      const mean = f64x2.mul(v128.load(exposures + at), exp2(x));
      const first = f64x2.sub(v128.load(counts + at), mean);
      slope = f64x2.add(slope, f64x2.mul(z, first));
      curvature = f64x2.add(curvature, f64x2.mul(f64x2.mul(z, z), mean));
    }
    store<f64>(slopes + (g << 3), sumOfLanes(slope));
    store<f64>(curvatures + (g << 3), sumOfLanes(curvature));
  }
}

export function poissonGroupValues(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
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
        const mean = f64x2.mul(v128.load(exposures + at), exp2(x));
        sum = f64x2.add(sum, f64x2.sub(f64x2.mul(v128.load(counts + at), x), mean));
      }
      store<f64>(into, sumOfLanes(sum));
      into += 8;
    }
  }
}

export function poissonGroupExpansions(
  starts: i32,
  groups: i32,
  base: i32,
  multipliers: i32,
  counts: i32,
  exposures: i32,
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
      const y = v128.load(counts + at);
      const mean = f64x2.mul(v128.load(exposures + at), exp2(x));
      const z2 = f64x2.mul(z, z);
      const even = f64x2.mul(z2, mean);
      const odd = f64x2.mul(z, even);
      const z4 = f64x2.mul(z2, z2);
      c0 = f64x2.add(c0, f64x2.sub(f64x2.mul(y, x), mean));
      c1 = f64x2.add(c1, f64x2.mul(z, f64x2.sub(y, mean)));
      c2 = f64x2.add(c2, even);
      c3 = f64x2.add(c3, odd);
      c4 = f64x2.add(c4, f64x2.mul(z2, even));
      c5 = f64x2.add(c5, f64x2.mul(z2, odd));
      c6 = f64x2.add(c6, f64x2.mul(z4, even));
      c7 = f64x2.add(c7, f64x2.mul(z4, odd));
      c8 = f64x2.add(c8, f64x2.mul(f64x2.mul(z2, z4), even));
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

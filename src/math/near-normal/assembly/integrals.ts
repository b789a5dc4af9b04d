/**
 * Modes, values and integrals of densities, two of these at a time; twins/integrals.ts is the twin. The last of an odd
 * number is a pair with itself, whose numbers are no bytes apart.
 */
import { exponential2, half, one, plus, zeros } from "./lanes";

/** Two numbers so many bytes apart. */
// @inline
function pairAt(address: i32, apart: i32): v128 {
  return v128.load64_lane(address + apart, v128.load64_zero(address), 1);
}

// @inline
function storePair(address: i32, apart: i32, x: v128): void {
  store<f64>(address + apart, f64x2.extract_lane(x, 1));
  store<f64>(address, f64x2.extract_lane(x, 0));
}

/** Only where that is chosen. */
// @inline
function storeChosen(address: i32, apart: i32, x: v128, chosen: v128): void {
  storePair(address, apart, v128.bitselect(x, pairAt(address, apart), chosen));
}

export function predictModes(
  densities: i32,
  precision: f64,
  predictors: i32,
  moved: i32,
  known: i32,
  slopes: i32,
  curvatures: i32,
  falls: i32,
  modes: i32,
  scales: i32,
): void {
  const prior = f64x2.splat(precision);
  const bytes = (densities + (densities & 1)) << 3;
  for (let d: i32 = 0; d < bytes; d += 16) {
    let fall = zeros();
    let at = falls + d;
    for (let j: i32 = 0; j < predictors << 3; j += 8, at += bytes)
      fall = plus(fall, v128.load(at), v128.load64_splat(moved + j));
    const mode = v128.load(known + d);
    const fallen = f64x2.sub(v128.load(slopes + d), fall);
    const slope = f64x2.sub(fallen, f64x2.mul(prior, mode));
    const curvature = f64x2.add(v128.load(curvatures + d), prior);
    const scale = f64x2.div(one(), f64x2.sqrt(curvature));
    const step = f64x2.mul(slope, scale);
    const short = f64x2.pmax(f64x2.pmin(step, f64x2.splat(4.0)), f64x2.splat(-4.0));
    v128.store(modes + d, plus(mode, short, scale));
    v128.store(scales + d, scale);
  }
}

export function centreSeries(
  densities: i32,
  terms: i32,
  coefficients: i32,
  radii: i32,
  modes: i32,
  scales: i32,
  precision: f64,
  reach: f64,
  points: i32,
  nodes: i32,
  own: i32,
  values: i32,
  isFar: i32,
): i32 {
  const prior = f64x2.splat(precision);
  const farthest = f64x2.splat(reach);
  const top = own + ((terms - 1) << 4);
  let far: i32 = 0;
  for (let d: i32 = 0; d < densities; d += 2) {
    const isPair = d + 1 < densities;
    const apart: i32 = isPair ? 8 : 0;
    const series = coefficients + d * (terms << 3);
    for (let k: i32 = 0; k < terms; k++)
      v128.store(own + (k << 4), pairAt(series + (k << 3), isPair ? terms << 3 : 0));
    const mode = pairAt(modes + (d << 3), apart);
    const radius = pairAt(radii + (d << 3), apart);
    let shift = zeros();
    let width = one();
    let moving = f64x2.eq(zeros(), zeros());
    let near = moving;
    for (let step: i32 = 0; step < 8 && v128.any_true(moving); step++) {
      let slope = zeros();
      let second = zeros();
      let order = f64x2.splat(<f64>(terms - 1));
      for (let at: i32 = top; at > own; at -= 16) {
        second = plus(slope, second, shift);
        slope = plus(f64x2.mul(order, v128.load(at)), slope, shift);
        order = f64x2.sub(order, one());
      }
      const curvature = f64x2.add(prior, f64x2.pmax(f64x2.neg(second), zeros()));
      const scale = f64x2.div(one(), f64x2.sqrt(curvature));
      const pull = f64x2.mul(prior, f64x2.add(mode, shift));
      const move = f64x2.mul(f64x2.sub(slope, pull), scale);
      const short = f64x2.pmax(f64x2.pmin(move, f64x2.splat(2.0)), f64x2.splat(-2.0));
      shift = v128.bitselect(plus(shift, short, scale), shift, moving);
      width = v128.bitselect(scale, width, moving);
      const isNear = f64x2.lt(plus(f64x2.abs(shift), farthest, width), radius);
      near = v128.and(near, isNear);
      const isLong = f64x2.ge(f64x2.abs(move), f64x2.splat(0.02));
      moving = v128.and(moving, v128.and(isNear, isLong));
    }
    const flags = v128.andnot(one(), near);
    storePair(isFar + (d << 3), apart, flags);
    far += <i32>f64x2.extract_lane(flags, 0);
    if (isPair) far += <i32>f64x2.extract_lane(flags, 1);
    storeChosen(modes + (d << 3), apart, f64x2.add(mode, shift), near);
    storeChosen(scales + (d << 3), apart, width, near);
    const into = values + d * (points << 3);
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const by = plus(shift, width, v128.load64_splat(nodes + q));
      let total = zeros();
      for (let at: i32 = top; at >= own; at -= 16) total = plus(v128.load(at), total, by);
      storeChosen(into + q, isPair ? points << 3 : 0, total, near);
    }
  }
  return far;
}

export function integrateNormals(
  densities: i32,
  precision: f64,
  points: i32,
  nodes: i32,
  logWeights: i32,
  modes: i32,
  scales: i32,
  remainders: i32,
  integrals: i32,
): f64 {
  const halfPrior = f64x2.splat(0.5 * precision);
  let total: f64 = 0.0;
  for (let d: i32 = 0; d < densities; d += 2) {
    const isPair = d + 1 < densities;
    const apart: i32 = isPair ? 8 : 0;
    const mode = pairAt(modes + (d << 3), apart);
    const scale = pairAt(scales + (d << 3), apart);
    const from = remainders + d * (points << 3);
    const stride: i32 = isPair ? points << 3 : 0;
    let largest = f64x2.splat(-Infinity);
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const t = v128.load64_splat(nodes + q);
      const a = plus(mode, scale, t);
      const normal = f64x2.mul(half(), f64x2.mul(t, t));
      const raised = f64x2.add(pairAt(from + q, stride), normal);
      const r = f64x2.sub(raised, f64x2.mul(halfPrior, f64x2.mul(a, a)));
      storePair(from + q, stride, r);
      largest = f64x2.pmax(largest, f64x2.add(r, v128.load64_splat(logWeights + q)));
    }
    let sum = zeros();
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const log = f64x2.add(pairAt(from + q, stride), v128.load64_splat(logWeights + q));
      sum = f64x2.add(sum, exponential2(f64x2.sub(log, largest)));
    }
    storePair(integrals + (d << 3), apart, f64x2.mul(sum, scale));
    total += f64x2.extract_lane(largest, 0);
    if (isPair) total += f64x2.extract_lane(largest, 1);
  }
  return total;
}

/** Binomial counts in the log odds two rows at a time; portable/binomial-rows.ts is the twin. */
import { both, exp2, expNegative2, log1pUnit2, one, zeros } from "./lanes";
import { add, gather, plusLanes } from "./pairs";

// @inline
export function expMinusAbs(x: v128): v128 {
  return expNegative2(f64x2.neg(f64x2.abs(x)));
}

// @inline
export function isPositive(x: v128): v128 {
  return f64x2.ge(x, zeros());
}

/** s x − t (max(x, 0) + log(1 + e)). */
// @inline
export function logOf(x: v128, e: v128, s: v128, t: v128): v128 {
  const softplus = f64x2.add(v128.and(x, f64x2.gt(x, zeros())), log1pUnit2(e));
  return f64x2.sub(f64x2.mul(s, x), f64x2.mul(t, softplus));
}

export function binomialDerivatives(
  eta: i32,
  successes: i32,
  trials: i32,
  first: i32,
  second: i32,
  third: i32,
  n: i32,
): f64 {
  let sum: f64 = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const x = v128.load(eta + at);
    const s = v128.load(successes + at);
    const t = v128.load(trials + at);
    const e = expMinusAbs(x);
    const near = f64x2.div(one(), f64x2.add(one(), e));
    const far = f64x2.mul(e, near);
    const mu = v128.bitselect(near, far, isPositive(x));
    const variance = f64x2.mul(f64x2.mul(t, near), far);
    sum = plusLanes(sum, logOf(x, e, s, t));
    v128.store(first + at, f64x2.sub(s, f64x2.mul(t, mu)));
    v128.store(second + at, f64x2.neg(variance));
    v128.store(third + at, f64x2.mul(variance, f64x2.sub(f64x2.mul(both(2.0), mu), one())));
  }
  return sum;
}

export function binomialValues(eta: i32, successes: i32, trials: i32, value: i32, n: i32): f64 {
  let sum: f64 = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const x = v128.load(eta + at);
    const log = logOf(x, expMinusAbs(x), v128.load(successes + at), v128.load(trials + at));
    sum = plusLanes(sum, log);
    v128.store(value + at, log);
  }
  return sum;
}

export function binomialExpectedSlopes(
  mean: i32,
  variance: i32,
  successes: i32,
  trials: i32,
  nodes: i32,
  weights: i32,
  points: i32,
  slopes: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const centre = v128.load(mean + at);
    const sd = f64x2.sqrt(v128.load(variance + at));
    let mu = zeros();
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = f64x2.add(centre, f64x2.mul(sd, v128.load64_splat(nodes + q)));
      const e = expMinusAbs(x);
      const part = v128.bitselect(one(), e, isPositive(x));
      const weighted = f64x2.mul(v128.load64_splat(weights + q), part);
      mu = f64x2.add(mu, f64x2.div(weighted, f64x2.add(one(), e)));
    }
    const expected = f64x2.mul(v128.load(trials + at), mu);
    v128.store(slopes + at, f64x2.sub(v128.load(successes + at), expected));
  }
}

export function binomialExpectations(
  rows: i32,
  mean: i32,
  variance: i32,
  successes: i32,
  trials: i32,
  constants: i32,
  nodes: i32,
  weights: i32,
  points: i32,
  share: f64,
  logs: i32,
  squares: i32,
  densities: i32,
  n: i32,
): void {
  const shares = both(share);
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const row = rows + (at >> 1);
    const centre = gather(mean, row);
    const sd = f64x2.sqrt(gather(variance, row));
    const s = v128.load(successes + at);
    const t = v128.load(trials + at);
    const constant = v128.load(constants + at);
    const failed = f64x2.eq(s, zeros());
    const succeeded = f64x2.eq(s, one());
    const single = v128.and(
      v128.and(f64x2.eq(t, one()), v128.or(failed, succeeded)),
      f64x2.eq(constant, zeros()),
    );
    const isSingle = v128.any_true(v128.not(single)) == false;
    let log = zeros();
    let square = zeros();
    let density = zeros();
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = f64x2.add(centre, f64x2.mul(sd, v128.load64_splat(nodes + q)));
      const weight = v128.load64_splat(weights + q);
      const e = expMinusAbs(x);
      const l = f64x2.add(logOf(x, e, s, t), constant);
      const weighted = f64x2.mul(weight, l);
      const likely = v128.not(v128.xor(isPositive(x), succeeded));
      let p = f64x2.div(v128.bitselect(one(), e, likely), f64x2.add(one(), e));
      if (!isSingle) p = v128.bitselect(p, exp2(l), single);
      log = f64x2.add(log, weighted);
      square = f64x2.add(square, f64x2.mul(weighted, l));
      density = f64x2.add(density, f64x2.mul(weight, p));
    }
    add(logs + at, f64x2.mul(shares, log));
    add(squares + at, f64x2.mul(shares, square));
    add(densities + at, f64x2.mul(shares, density));
  }
}

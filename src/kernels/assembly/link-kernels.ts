/** Inverse log and logit two rows at a time. A last single row fills both lanes of its vector. */
import { exp2, expNegative2, one, zeros } from "./lanes";

export function inverse_log(mu: i32, eta: i32, n: i32): void {
  const pairs = mu + ((n & ~1) << 3);
  for (; mu < pairs; mu += 16, eta += 16) v128.store(mu, exp2(v128.load(eta)));
  if (n & 1) store<f64>(mu, f64x2.extract_lane(exp2(v128.load64_splat(eta)), 0));
}

export function inverse_log_pullback(dEta: i32, dMu: i32, mu: i32, eta: i32, n: i32): void {
  const pairs = dEta + ((n & ~1) << 3);
  for (; dEta < pairs; dEta += 16, dMu += 16, mu += 16) {
    v128.store(dEta, f64x2.mul(v128.load(dMu), v128.load(mu)));
  }
  if (n & 1) store<f64>(dEta, load<f64>(dMu) * load<f64>(mu));
}

// @inline
function logistic(eta: v128): v128 {
  const e = expNegative2(f64x2.neg(f64x2.abs(eta)));
  const numerator = v128.bitselect(one(), e, f64x2.ge(eta, zeros()));
  return f64x2.div(numerator, f64x2.add(one(), e));
}

/** e^-|eta| / (1 + e^-|eta|)^2, which keeps its digits where mu rounds to one. */
// @inline
function logisticSlope(eta: v128): v128 {
  const e = expNegative2(f64x2.neg(f64x2.abs(eta)));
  const total = f64x2.add(one(), e);
  return f64x2.div(e, f64x2.mul(total, total));
}

export function inverse_logit(mu: i32, eta: i32, n: i32): void {
  const pairs = mu + ((n & ~1) << 3);
  for (; mu < pairs; mu += 16, eta += 16) v128.store(mu, logistic(v128.load(eta)));
  if (n & 1) store<f64>(mu, f64x2.extract_lane(logistic(v128.load64_splat(eta)), 0));
}

export function inverse_logit_pullback(dEta: i32, dMu: i32, mu: i32, eta: i32, n: i32): void {
  const pairs = dEta + ((n & ~1) << 3);
  for (; dEta < pairs; dEta += 16, dMu += 16, eta += 16) {
    v128.store(dEta, f64x2.mul(v128.load(dMu), logisticSlope(v128.load(eta))));
  }
  if (n & 1) {
    const slope = f64x2.extract_lane(logisticSlope(v128.load64_splat(eta)), 0);
    store<f64>(dEta, load<f64>(dMu) * slope);
  }
}

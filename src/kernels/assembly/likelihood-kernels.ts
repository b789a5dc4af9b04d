/**
 * Log likelihoods two rows at a time: dEta (or dMu) is overwritten, the block's sum is returned. A
 * last single row fills both lanes of its vector and counts once.
 */
import { log } from "../portable/logarithm";
import { both, exp2, expNegative2, log1pUnit2, one, sumOfLanes, zeros } from "./lanes";

// @inline
function first(x: v128): f64 {
  return f64x2.extract_lane(x, 0);
}

// @inline
function expMinusAbs(x: v128): v128 {
  return expNegative2(f64x2.neg(f64x2.abs(x)));
}

/** 1 / (1 + exp(-x)) from e = exp(-|x|) and total = 1 + e. */
// @inline
function logistic(x: v128, e: v128, total: v128): v128 {
  return f64x2.div(v128.bitselect(one(), e, f64x2.ge(x, zeros())), total);
}

// @inline
function positivePart(x: v128): v128 {
  return f64x2.pmax(x, zeros());
}

/** The product of this many factors of at most 2 is far from the largest double. */
const productRows = 512;

/** sum of y eta - max(eta, 0) - log(1 + exp(-|eta|)), the logarithms as one logarithm of a product. */
export function bernoulli_logit(eta: i32, dEta: i32, y: i32, n: i32): f64 {
  let sum: f64 = 0;
  while (n > productRows) {
    sum += bernoulliRows(eta, dEta, y, productRows);
    eta += productRows << 3;
    dEta += productRows << 3;
    y += productRows << 3;
    n -= productRows;
  }
  return sum + bernoulliRows(eta, dEta, y, n);
}

function bernoulliRows(eta: i32, dEta: i32, y: i32, n: i32): f64 {
  let sums = zeros();
  let products = one();
  const pairs = eta + ((n & ~1) << 3);
  for (; eta < pairs; eta += 16, dEta += 16, y += 16) {
    const x = v128.load(eta);
    const response = v128.load(y);
    const e = expMinusAbs(x);
    const total = f64x2.add(one(), e);
    v128.store(dEta, f64x2.sub(response, logistic(x, e, total)));
    products = f64x2.mul(products, total);
    sums = f64x2.add(sums, f64x2.sub(f64x2.mul(response, x), positivePart(x)));
  }
  let sum = sumOfLanes(sums);
  let product = first(products) * f64x2.extract_lane(products, 1);
  if (n & 1) {
    const x = v128.load64_splat(eta);
    const response = v128.load64_splat(y);
    const e = expMinusAbs(x);
    const total = f64x2.add(one(), e);
    store<f64>(dEta, first(f64x2.sub(response, logistic(x, e, total))));
    product *= first(total);
    sum += first(f64x2.sub(f64x2.mul(response, x), positivePart(x)));
  }
  return sum - log(product);
}

/** s eta - t (max(eta, 0) + log(1 + e)). */
// @inline
function binomialValue(x: v128, s: v128, t: v128, e: v128): v128 {
  const softplus = f64x2.add(positivePart(x), log1pUnit2(e));
  return f64x2.sub(f64x2.mul(s, x), f64x2.mul(t, softplus));
}

// @inline
function binomialSlope(x: v128, s: v128, t: v128, e: v128): v128 {
  return f64x2.sub(s, f64x2.mul(t, logistic(x, e, f64x2.add(one(), e))));
}

/**
 * Two passes, exponentials first (kept in dEta): in one pass the chain of operations that wait for
 * each other is so long that a processor cannot look far enough ahead to fill it.
 */
export function binomial_logit(eta: i32, dEta: i32, successes: i32, trials: i32, n: i32): f64 {
  const end = dEta + (n << 3);
  const pairs = dEta + ((n & ~1) << 3);
  for (let x = eta, e = dEta; e < pairs; x += 16, e += 16) {
    v128.store(e, expMinusAbs(v128.load(x)));
  }
  let sums = zeros();
  for (; dEta < pairs; eta += 16, dEta += 16, successes += 16, trials += 16) {
    const x = v128.load(eta);
    const s = v128.load(successes);
    const t = v128.load(trials);
    const e = v128.load(dEta);
    v128.store(dEta, binomialSlope(x, s, t, e));
    sums = f64x2.add(sums, binomialValue(x, s, t, e));
  }
  let sum = sumOfLanes(sums);
  if (dEta < end) {
    const x = v128.load64_splat(eta);
    const s = v128.load64_splat(successes);
    const t = v128.load64_splat(trials);
    const e = expMinusAbs(x);
    store<f64>(dEta, first(binomialSlope(x, s, t, e)));
    sum += first(binomialValue(x, s, t, e));
  }
  return sum;
}

/** count eta - exposure exp(eta). */
export function poisson_log(eta: i32, dEta: i32, count: i32, exposure: i32, n: i32): f64 {
  let sums = zeros();
  const pairs = eta + ((n & ~1) << 3);
  for (; eta < pairs; eta += 16, dEta += 16, count += 16, exposure += 16) {
    const x = v128.load(eta);
    const y = v128.load(count);
    const mean = f64x2.mul(v128.load(exposure), exp2(x));
    v128.store(dEta, f64x2.sub(y, mean));
    sums = f64x2.add(sums, f64x2.sub(f64x2.mul(y, x), mean));
  }
  let sum = sumOfLanes(sums);
  if (n & 1) {
    const x = v128.load64_splat(eta);
    const y = load<f64>(count);
    const mean = load<f64>(exposure) * first(exp2(x));
    store<f64>(dEta, y - mean);
    sum += y * first(x) - mean;
  }
  return sum;
}

/**
 * -W log sigma - S / (2 sigma^2), W = sum of weights, S = sum of weight (mean - mu)^2 + squares;
 * the logarithm once per block.
 */
export function gaussian(
  mu: i32,
  dMu: i32,
  mean: i32,
  weight: i32,
  squares: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): f64 {
  const sigma = load<f64>(aux);
  const precision = 1.0 / (sigma * sigma);
  let weights2 = zeros();
  let squares2 = zeros();
  const pairs = mu + ((n & ~1) << 3);
  for (; mu < pairs; mu += 16, dMu += 16, mean += 16, weight += 16, squares += 16) {
    const residual = f64x2.sub(v128.load(mean), v128.load(mu));
    const w = v128.load(weight);
    const weighted = f64x2.mul(w, residual);
    v128.store(dMu, f64x2.mul(weighted, both(precision)));
    weights2 = f64x2.add(weights2, w);
    squares2 = f64x2.add(squares2, f64x2.add(f64x2.mul(weighted, residual), v128.load(squares)));
  }
  let weightSum = sumOfLanes(weights2);
  let squareSum = sumOfLanes(squares2);
  if (n & 1) {
    const residual = load<f64>(mean) - load<f64>(mu);
    const w = load<f64>(weight);
    const weighted = w * residual;
    store<f64>(dMu, weighted * precision);
    weightSum += w;
    squareSum += weighted * residual + load<f64>(squares);
  }
  store<f64>(dAux, load<f64>(dAux) + (squareSum * precision - weightSum) / sigma);
  return -weightSum * log(sigma) - 0.5 * squareSum * precision;
}

/** -precision (mean - mu)^2 / 2. */
export function gaussian_known(mu: i32, dMu: i32, mean: i32, precision: i32, n: i32): f64 {
  let sums = zeros();
  const pairs = mu + ((n & ~1) << 3);
  for (; mu < pairs; mu += 16, dMu += 16, mean += 16, precision += 16) {
    const residual = f64x2.sub(v128.load(mean), v128.load(mu));
    const pull = f64x2.mul(v128.load(precision), residual);
    v128.store(dMu, pull);
    sums = f64x2.add(sums, f64x2.mul(pull, residual));
  }
  let sum = sumOfLanes(sums);
  if (n & 1) {
    const residual = load<f64>(mean) - load<f64>(mu);
    const pull = load<f64>(precision) * residual;
    store<f64>(dMu, pull);
    sum += pull * residual;
  }
  return -0.5 * sum;
}

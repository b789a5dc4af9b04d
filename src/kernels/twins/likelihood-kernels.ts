/**
 * Log likelihoods in JavaScript: the operations of assembly/likelihood-kernels.ts in its order. Even
 * and odd rows have a partial sum each, like the two lanes of a vector; the last row of an odd
 * count is added to their sum.
 */
import { exp, expNegative } from "../portable/exponential.js";
import { log, log1pUnit } from "../portable/logarithm.js";
import type { Memory } from "../portable/memory.js";

/** As in the vector form: products of this many factors. */
const productRows = 512;

export function bernoulli_logit(
  memory: Memory,
  eta: number,
  dEta: number,
  y: number,
  n: number,
): number {
  let sum = 0;
  let done = 0;
  for (; n - done > productRows; done += productRows) {
    const at = done << 3;
    sum += bernoulliRows(memory.doubles, eta + at, dEta + at, y + at, productRows);
  }
  const at = done << 3;
  return sum + bernoulliRows(memory.doubles, eta + at, dEta + at, y + at, n - done);
}

function bernoulliRows(
  doubles: Float64Array,
  eta: number,
  dEta: number,
  y: number,
  n: number,
): number {
  let even = 0;
  let odd = 0;
  let evenProduct = 1;
  let oddProduct = 1;
  const pairs = n & ~1;
  for (let i = 0; i < pairs; i++) {
    const x = doubles[(eta >> 3) + i]!;
    const response = doubles[(y >> 3) + i]!;
    const e = expNegative(-Math.abs(x));
    const total = 1 + e;
    doubles[(dEta >> 3) + i] = response - (x >= 0 ? 1 : e) / total;
    const value = response * x - (x < 0 ? 0 : x);
    if (i & 1) {
      odd += value;
      oddProduct *= total;
    } else {
      even += value;
      evenProduct *= total;
    }
  }
  let sum = even + odd;
  let product = evenProduct * oddProduct;
  if (n & 1) {
    const x = doubles[(eta >> 3) + pairs]!;
    const response = doubles[(y >> 3) + pairs]!;
    const e = expNegative(-Math.abs(x));
    const total = 1 + e;
    doubles[(dEta >> 3) + pairs] = response - (x >= 0 ? 1 : e) / total;
    product *= total;
    sum += response * x - (x < 0 ? 0 : x);
  }
  return sum - log(product);
}

export function binomial_logit(
  memory: Memory,
  eta: number,
  dEta: number,
  successes: number,
  trials: number,
  n: number,
): number {
  const { doubles } = memory;
  let even = 0;
  let odd = 0;
  let last = 0;
  const pairs = n & ~1;
  for (let i = 0; i < n; i++) {
    const x = doubles[(eta >> 3) + i]!;
    const s = doubles[(successes >> 3) + i]!;
    const t = doubles[(trials >> 3) + i]!;
    const e = expNegative(-Math.abs(x));
    doubles[(dEta >> 3) + i] = s - t * ((x >= 0 ? 1 : e) / (1 + e));
    const value = s * x - t * ((x < 0 ? 0 : x) + log1pUnit(e));
    if (i === pairs) last = value;
    else if (i & 1) odd += value;
    else even += value;
  }
  return even + odd + last;
}

export function poisson_log(
  memory: Memory,
  eta: number,
  dEta: number,
  count: number,
  exposure: number,
  n: number,
): number {
  const { doubles } = memory;
  let even = 0;
  let odd = 0;
  let last = 0;
  const pairs = n & ~1;
  for (let i = 0; i < n; i++) {
    const x = doubles[(eta >> 3) + i]!;
    const y = doubles[(count >> 3) + i]!;
    const mean = doubles[(exposure >> 3) + i]! * exp(x);
    doubles[(dEta >> 3) + i] = y - mean;
    const value = y * x - mean;
    if (i === pairs) last = value;
    else if (i & 1) odd += value;
    else even += value;
  }
  return even + odd + last;
}

export function gaussian(
  memory: Memory,
  mu: number,
  dMu: number,
  mean: number,
  weight: number,
  squares: number,
  aux: number,
  dAux: number,
  n: number,
): number {
  const { doubles } = memory;
  const sigma = doubles[aux >> 3]!;
  const precision = 1 / (sigma * sigma);
  const partialWeights = [0, 0, 0];
  const partialSquares = [0, 0, 0];
  const pairs = n & ~1;
  for (let i = 0; i < n; i++) {
    const residual = doubles[(mean >> 3) + i]! - doubles[(mu >> 3) + i]!;
    const w = doubles[(weight >> 3) + i]!;
    const weighted = w * residual;
    doubles[(dMu >> 3) + i] = weighted * precision;
    const lane = i === pairs ? 2 : i & 1;
    partialWeights[lane]! += w;
    partialSquares[lane]! += weighted * residual + doubles[(squares >> 3) + i]!;
  }
  const weightSum = partialWeights[0]! + partialWeights[1]! + partialWeights[2]!;
  const squareSum = partialSquares[0]! + partialSquares[1]! + partialSquares[2]!;
  doubles[dAux >> 3]! += (squareSum * precision - weightSum) / sigma;
  return -weightSum * log(sigma) - 0.5 * squareSum * precision;
}

export function gaussian_known(
  memory: Memory,
  mu: number,
  dMu: number,
  mean: number,
  precision: number,
  n: number,
): number {
  const { doubles } = memory;
  let even = 0;
  let odd = 0;
  let last = 0;
  const pairs = n & ~1;
  for (let i = 0; i < n; i++) {
    const residual = doubles[(mean >> 3) + i]! - doubles[(mu >> 3) + i]!;
    const pull = doubles[(precision >> 3) + i]! * residual;
    doubles[(dMu >> 3) + i] = pull;
    const value = pull * residual;
    if (i === pairs) last = value;
    else if (i & 1) odd += value;
    else even += value;
  }
  return -0.5 * (even + odd + last);
}

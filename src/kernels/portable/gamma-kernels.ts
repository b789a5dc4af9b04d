/**
 * Gamma log likelihood with shape alpha and mean mu; per row S = sum w y, W = sum w, L = sum w log y:
 *   W (alpha log(alpha / mu) - log Γ(alpha)) + alpha L - alpha S / mu
 */
import { exp } from "./exponential.js";
import { digamma, logGamma } from "./gamma-functions.js";
import { log } from "./logarithm.js";
import { accumulate, read, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function gamma_log(
  memory: Memory,
  eta: i32,
  dEta: i32,
  sum: i32,
  weight: i32,
  logSum: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const alpha = read(memory, aux);
  let weights: number = 0.0;
  let exponent: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const w = read(memory, weight + at);
    const scaled = read(memory, sum + at) * exp(-x);
    weights = weights + w;
    exponent = exponent + (read(memory, logSum + at) - w * x - scaled);
    write(memory, dEta + at, alpha * (scaled - w));
  }
  return gammaTotal(memory, alpha, weights, exponent, dAux);
}

export function gamma(
  memory: Memory,
  mu: i32,
  dMu: i32,
  sum: i32,
  weight: i32,
  logSum: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const alpha = read(memory, aux);
  let weights: number = 0.0;
  let exponent: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const mean = read(memory, mu + at);
    const w = read(memory, weight + at);
    const scaled = read(memory, sum + at) / mean;
    weights = weights + w;
    exponent = exponent + (read(memory, logSum + at) - w * log(mean) - scaled);
    write(memory, dMu + at, (alpha * (scaled - w)) / mean);
  }
  return gammaTotal(memory, alpha, weights, exponent, dAux);
}

/** exponent = sum over rows of L - W log(mu) - S / mu, which alpha multiplies. */
function gammaTotal(
  memory: Memory,
  alpha: number,
  weights: number,
  exponent: number,
  dAux: i32,
): number {
  const logAlpha = log(alpha);
  accumulate(memory, dAux, weights * (logAlpha + 1.0 - digamma(alpha)) + exponent);
  return weights * (alpha * logAlpha - logGamma(alpha)) + alpha * exponent;
}

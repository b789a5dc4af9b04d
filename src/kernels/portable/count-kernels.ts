/** Poisson and negative binomial log likelihoods without a vector form. */
import { expNegative } from "./exponential.js";
import { digammaRise, logGammaRise } from "./gamma-functions.js";
import { log, log1pUnit } from "./logarithm.js";
import { accumulate, read, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function poisson_identity(
  memory: Memory,
  mu: i32,
  dMu: i32,
  count: i32,
  exposure: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const mean = read(memory, mu + at);
    const y = read(memory, count + at);
    const e = read(memory, exposure + at);
    sum = sum + ((y == 0.0 ? 0.0 : y * log(mean)) - e * mean);
    write(memory, dMu + at, (y == 0.0 ? 0.0 : y / mean) - e);
    if (mean < 0.0) sum = NaN;
  }
  return sum;
}

/**
 * Negative binomial with mean mu and variance mu + mu^2 / alpha. With u = log(mu / alpha) and
 * p = mu / (mu + alpha):
 *   log f = y u - (y + alpha) log(1 + e^u) + log Γ(alpha + y) - log Γ(alpha) - log y!
 *   d/du = alpha (y - mu) / (mu + alpha) = y - (y + alpha) p
 */
export function negative_binomial_log(
  memory: Memory,
  eta: i32,
  dEta: i32,
  y: i32,
  weight: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const alpha = read(memory, aux);
  const logAlpha = log(alpha);
  let sum: number = 0.0;
  let dAlpha: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const u = read(memory, eta + at) - logAlpha;
    const count = read(memory, y + at);
    const w = read(memory, weight + at);
    const e = expNegative(-Math.abs(u));
    const softplus = (u > 0.0 ? u : 0.0) + log1pUnit(e);
    const p = (u >= 0.0 ? 1.0 : e) / (1.0 + e);
    const slope = count - (count + alpha) * p;
    sum = sum + w * (count * u - (count + alpha) * softplus + logGammaRise(alpha, count));
    dAlpha = dAlpha + w * (digammaRise(alpha, count) - softplus - slope / alpha);
    write(memory, dEta + at, w * slope);
  }
  accumulate(memory, dAux, dAlpha);
  return sum;
}

export function negative_binomial(
  memory: Memory,
  mu: i32,
  dMu: i32,
  y: i32,
  weight: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const alpha = read(memory, aux);
  let sum: number = 0.0;
  let dAlpha: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const mean = read(memory, mu + at);
    const count = read(memory, y + at);
    const w = read(memory, weight + at);
    const total = mean + alpha;
    const logOdds = count == 0.0 ? 0.0 : count * log(mean / alpha);
    const softplus = log(total / alpha);
    const slope = count - (count + alpha) * (mean / total);
    sum = sum + w * (logOdds - (count + alpha) * softplus + logGammaRise(alpha, count));
    dAlpha = dAlpha + w * (digammaRise(alpha, count) - softplus - slope / alpha);
    write(memory, dMu + at, (w * alpha * ((count == 0.0 ? 0.0 : count / mean) - 1.0)) / total);
    if (mean < 0.0) sum = NaN;
  }
  accumulate(memory, dAux, dAlpha);
  return sum;
}

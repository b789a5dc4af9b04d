/**
 * Beta log likelihood with mean mu and precision kappa: a = mu kappa, b = (1 - mu) kappa.
 * Per row L = sum w log y, M = sum w log(1 - y), W = sum w:
 *   W (log Γ(kappa) - log Γ(a) - log Γ(b)) + a L + b M
 */
import { digamma, logGamma } from "./gamma-functions.js";
import { accumulate, read, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function beta(
  memory: Memory,
  mu: i32,
  dMu: i32,
  logSum: i32,
  log1mSum: i32,
  weight: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const kappa = read(memory, aux);
  let sum: number = 0.0;
  let weights: number = 0.0;
  let dKappa: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const mean = read(memory, mu + at);
    const w = read(memory, weight + at);
    const logY = read(memory, logSum + at);
    const log1mY = read(memory, log1mSum + at);
    const a = mean * kappa;
    const b = (1.0 - mean) * kappa;
    const dA = logY - w * digamma(a);
    const dB = log1mY - w * digamma(b);
    weights = weights + w;
    sum = sum + (a * logY + b * log1mY - w * (logGamma(a) + logGamma(b)));
    dKappa = dKappa + (mean * dA + (1.0 - mean) * dB);
    write(memory, dMu + at, kappa * (dA - dB));
  }
  accumulate(memory, dAux, dKappa + weights * digamma(kappa));
  return sum + weights * logGamma(kappa);
}

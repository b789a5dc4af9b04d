/**
 * Student t log likelihood; q = (y - mu)^2 / sigma^2 and C = log Γ((nu + 1)/2) - log Γ(nu/2) - log(nu)/2:
 *   w (C - log sigma - (nu + 1)/2 log(1 + q / nu))
 */
import { digammaRise, logGammaRise } from "./gamma-functions.js";
import { log, log1p } from "./logarithm.js";
import { accumulate, read, write } from "./memory.js";
import type { Memory } from "./memory.js";

export function student_t(
  memory: Memory,
  mu: i32,
  dMu: i32,
  y: i32,
  weight: i32,
  aux: i32,
  dAux: i32,
  n: i32,
): number {
  const sigma = read(memory, aux);
  const nu = read(memory, aux + 8);
  const half = 0.5 * (nu + 1.0);
  let weights: number = 0.0;
  let logs: number = 0.0;
  let pulls: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const w = read(memory, weight + at);
    const z = (read(memory, y + at) - read(memory, mu + at)) / sigma;
    const q = z * z;
    const pull = w / (nu + q);
    weights = weights + w;
    logs = logs + w * log1p(q / nu);
    pulls = pulls + pull * q;
    write(memory, dMu + at, ((nu + 1.0) * pull * z) / sigma);
  }
  accumulate(memory, dAux, ((nu + 1.0) * pulls - weights) / sigma);
  const dConstant = 0.5 * (digammaRise(0.5 * nu, 0.5) - 1.0 / nu);
  accumulate(memory, dAux + 8, weights * dConstant - 0.5 * logs + (half * pulls) / nu);
  return weights * (logGammaRise(0.5 * nu, 0.5) - 0.5 * log(nu) - log(sigma)) - half * logs;
}

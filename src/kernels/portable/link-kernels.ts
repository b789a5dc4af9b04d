/** Inverse links without a vector form: mu from eta, and dEta = dMu * dmu/deta. */
import { exp, expm1 } from "./exponential.js";
import { read, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { normalCdf, normalDensity } from "./normal-distribution.js";

export function inverse_inverse(memory: Memory, mu: i32, eta: i32, n: i32): void {
  for (let at: i32 = 0; at < n << 3; at += 8) write(memory, mu + at, 1.0 / read(memory, eta + at));
}

export function inverse_inverse_pullback(
  memory: Memory,
  dEta: i32,
  dMu: i32,
  mu: i32,
  eta: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const value = read(memory, mu + at);
    write(memory, dEta + at, -read(memory, dMu + at) * value * value);
  }
}

export function inverse_probit(memory: Memory, mu: i32, eta: i32, n: i32): void {
  for (let at: i32 = 0; at < n << 3; at += 8)
    write(memory, mu + at, normalCdf(read(memory, eta + at)));
}

export function inverse_probit_pullback(
  memory: Memory,
  dEta: i32,
  dMu: i32,
  mu: i32,
  eta: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 8) {
    write(memory, dEta + at, read(memory, dMu + at) * normalDensity(read(memory, eta + at)));
  }
}

export function inverse_cloglog(memory: Memory, mu: i32, eta: i32, n: i32): void {
  for (let at: i32 = 0; at < n << 3; at += 8) {
    write(memory, mu + at, -expm1(-exp(read(memory, eta + at))));
  }
}

export function inverse_cloglog_pullback(
  memory: Memory,
  dEta: i32,
  dMu: i32,
  mu: i32,
  eta: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    write(memory, dEta + at, read(memory, dMu + at) * exp(x - exp(x)));
  }
}

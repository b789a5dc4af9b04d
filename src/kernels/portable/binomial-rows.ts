/**
 * Binomial counts in the log odds, row by row: derivatives, and expectations over a normal predictor. Twin of
 * assembly/binomial-rows.ts, which takes rows in pairs: `n` is even, and a row that fills the last pair is zero.
 */
import { exp, expNegative } from "./exponential.js";
import { log1pUnit } from "./logarithm.js";
import { accumulate, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** Writes first, second and third derivatives; returns the sum of the values. */
export function binomialDerivatives(
  memory: Memory,
  eta: i32,
  successes: i32,
  trials: i32,
  first: i32,
  second: i32,
  third: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const s = read(memory, successes + at);
    const t = read(memory, trials + at);
    const e = expNegative(-Math.abs(x));
    const near = 1.0 / (1.0 + e);
    const far = e * near;
    const mu = x >= 0.0 ? near : far;
    const variance = t * near * far;
    const log = s * x - t * ((x > 0.0 ? x : 0.0) + log1pUnit(e));
    sum = sum + log;
    write(memory, first + at, s - t * mu);
    write(memory, second + at, -variance);
    write(memory, third + at, variance * (2.0 * mu - 1.0));
  }
  return sum;
}

/** Writes the values; returns their sum. */
export function binomialValues(
  memory: Memory,
  eta: i32,
  successes: i32,
  trials: i32,
  value: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const e = expNegative(-Math.abs(x));
    const softplus = (x > 0.0 ? x : 0.0) + log1pUnit(e);
    const log = read(memory, successes + at) * x - read(memory, trials + at) * softplus;
    sum = sum + log;
    write(memory, value + at, log);
  }
  return sum;
}

/** Expected first derivatives at eta ~ N(mean, variance), by a rule of `points` nodes and weights. */
export function binomialExpectedSlopes(
  memory: Memory,
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
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const centre = read(memory, mean + at);
    const sd = Math.sqrt(read(memory, variance + at));
    let mu: number = 0.0;
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = centre + sd * read(memory, nodes + q);
      const e = expNegative(-Math.abs(x));
      mu = mu + (read(memory, weights + q) * (x >= 0.0 ? 1.0 : e)) / (1.0 + e);
    }
    write(memory, slopes + at, read(memory, successes + at) - read(memory, trials + at) * mu);
  }
}

/**
 * Adds `share` times E[l], E[l²] and E[exp l] of each observation's whole log density l, constants included,
 * at the eta ~ N(mean, variance) of its row. With one trial exp l is the probability of what was seen.
 */
export function binomialExpectations(
  memory: Memory,
  rows: i32,
  mean: i32,
  variance: i32,
  successes: i32,
  trials: i32,
  constants: i32,
  nodes: i32,
  weights: i32,
  points: i32,
  share: number,
  logs: i32,
  squares: i32,
  densities: i32,
  n: i32,
): void {
  for (let o: i32 = 0; o < n; o++) {
    const at = o << 3;
    const row = readInteger(memory, rows + (o << 2)) << 3;
    const centre = read(memory, mean + row);
    const sd = Math.sqrt(read(memory, variance + row));
    const s = read(memory, successes + at);
    const t = read(memory, trials + at);
    const constant = read(memory, constants + at);
    const isSingle = t == 1.0 && (s == 0.0 || s == 1.0) && constant == 0.0;
    let log: number = 0.0;
    let square: number = 0.0;
    let density: number = 0.0;
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = centre + sd * read(memory, nodes + q);
      const weight = read(memory, weights + q);
      const e = expNegative(-Math.abs(x));
      const l = s * x - t * ((x > 0.0 ? x : 0.0) + log1pUnit(e)) + constant;
      const isLikely = x >= 0.0 == (s == 1.0);
      const p = isSingle ? (isLikely ? 1.0 : e) / (1.0 + e) : exp(l);
      log = log + weight * l;
      square = square + weight * l * l;
      density = density + weight * p;
    }
    accumulate(memory, logs + at, share * log);
    accumulate(memory, squares + at, share * square);
    accumulate(memory, densities + at, share * density);
  }
}

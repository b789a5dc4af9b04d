/**
 * Poisson counts in the log mean, row by row: derivatives, and expectations over a normal predictor. Twin of
 * assembly/poisson-rows.ts, which takes rows in pairs: `n` is even, and a row that fills the last pair is zero.
 */
import { exp } from "./exponential.js";
import { accumulate, read, readInteger, write } from "./memory.js";
import type { Memory } from "./memory.js";

/** Writes first, second and third derivatives; returns the sum of the values. */
export function poissonDerivatives(
  memory: Memory,
  eta: i32,
  counts: i32,
  exposures: i32,
  first: i32,
  second: i32,
  third: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const y = read(memory, counts + at);
    const mean = read(memory, exposures + at) * exp(x);
    const log = y * x - mean;
    sum = sum + log;
    write(memory, first + at, y - mean);
    write(memory, second + at, -mean);
    write(memory, third + at, -mean);
  }
  return sum;
}

/** Writes the values; returns their sum. */
export function poissonValues(
  memory: Memory,
  eta: i32,
  counts: i32,
  exposures: i32,
  value: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const log = read(memory, counts + at) * x - read(memory, exposures + at) * exp(x);
    sum = sum + log;
    write(memory, value + at, log);
  }
  return sum;
}

/** Expected first derivatives at eta ~ N(mean, variance): E[exp eta] = exp(mean + variance / 2). */
export function poissonExpectedSlopes(
  memory: Memory,
  mean: i32,
  variance: i32,
  counts: i32,
  exposures: i32,
  _nodes: i32,
  _weights: i32,
  _points: i32,
  slopes: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const expected = exp(read(memory, mean + at) + 0.5 * read(memory, variance + at));
    write(memory, slopes + at, read(memory, counts + at) - read(memory, exposures + at) * expected);
  }
}

/**
 * Adds `share` times E[l], E[l²] and E[exp l] of each observation's whole log density l, constants included,
 * at the eta ~ N(mean, variance) of its row.
 */
export function poissonExpectations(
  memory: Memory,
  rows: i32,
  mean: i32,
  variance: i32,
  counts: i32,
  exposures: i32,
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
    const y = read(memory, counts + at);
    const exposure = read(memory, exposures + at);
    const constant = read(memory, constants + at);
    let log: number = 0.0;
    let square: number = 0.0;
    let density: number = 0.0;
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = centre + sd * read(memory, nodes + q);
      const weight = read(memory, weights + q);
      const l = y * x - exposure * exp(x) + constant;
      log = log + weight * l;
      square = square + weight * l * l;
      density = density + weight * exp(l);
    }
    accumulate(memory, logs + at, share * log);
    accumulate(memory, squares + at, share * square);
    accumulate(memory, densities + at, share * density);
  }
}

/** Binomial log likelihoods s log(p) + (t - s) log(1 - p) for the links without a vector form. */
import { exp, expm1 } from "./exponential.js";
import { log, log1p } from "./logarithm.js";
import { read, write } from "./memory.js";
import type { Memory } from "./memory.js";
import { erfcx, inverseSqrt2, inverseSqrt2Pi } from "./normal-distribution.js";

/** count * x, and zero where nothing was counted, however extreme x is. */
function counted(count: number, x: number): number {
  return count == 0.0 ? 0.0 : count * x;
}

export function binomial_probit(
  memory: Memory,
  eta: i32,
  dEta: i32,
  successes: i32,
  trials: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const s = read(memory, successes + at);
    const f = read(memory, trials + at) - s;
    const distance = Math.abs(x);
    const halfErfcx = 0.5 * erfcx(distance * inverseSqrt2);
    const bell = exp(-0.5 * x * x);
    const logTail = log(halfErfcx) - 0.5 * x * x;
    const body = 1.0 - bell * halfErfcx;
    const logBody = log1p(-bell * halfErfcx);
    const tailRatio = inverseSqrt2Pi / halfErfcx;
    const bodyRatio = (inverseSqrt2Pi * bell) / body;
    const inTail = x < 0.0 ? s : f;
    const inBody = x < 0.0 ? f : s;
    sum = sum + (counted(inTail, logTail) + counted(inBody, logBody));
    const slope = counted(inTail, tailRatio) - inBody * bodyRatio;
    write(memory, dEta + at, x < 0.0 ? slope : -slope);
  }
  return sum;
}

/** Below this, 1 - exp(-e^x) is e^x to more digits than a double has. */
const cloglogIsLog = -34.0;
const cloglogIsOne = 6.6;

/** log(1 - exp(-rate)), rate = e^x. */
function logOneMinusExp(x: number, rate: number): number {
  if (x < cloglogIsLog) return x;
  return rate < 0.69 ? log(-expm1(-rate)) : log1p(-exp(-rate));
}

/** d log(1 - exp(-rate)) / dx = rate / (e^rate - 1). */
function cloglogSlope(x: number, rate: number): number {
  if (x < cloglogIsLog) return 1.0;
  return x > cloglogIsOne ? 0.0 : rate / expm1(rate);
}

export function binomial_cloglog(
  memory: Memory,
  eta: i32,
  dEta: i32,
  successes: i32,
  trials: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const x = read(memory, eta + at);
    const s = read(memory, successes + at);
    const f = read(memory, trials + at) - s;
    const rate = exp(x);
    sum = sum + (counted(s, logOneMinusExp(x, rate)) - counted(f, rate));
    write(memory, dEta + at, s * cloglogSlope(x, rate) - counted(f, rate));
  }
  return sum;
}

export function binomial_identity(
  memory: Memory,
  mu: i32,
  dMu: i32,
  successes: i32,
  trials: i32,
  n: i32,
): number {
  let sum: number = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 8) {
    const p = read(memory, mu + at);
    const s = read(memory, successes + at);
    const f = read(memory, trials + at) - s;
    sum = sum + (counted(s, log(p)) + counted(f, log1p(-p)));
    write(memory, dMu + at, counted(s, 1.0 / p) - counted(f, 1.0 / (1.0 - p)));
  }
  return sum;
}

/** Exact random draws from continuous distributions, from a stream's uniforms and normals. */
import { exp } from "./exponential.js";
import { log } from "./logarithm.js";
import type { RandomStream } from "./random-stream.js";

/** Exponential with mean 1. */
export function sampleExponential(random: RandomStream): number {
  return -log(random.uniform());
}

/** Gamma with the given shape >= 1 and rate 1 (Marsaglia & Tsang, ACM TOMS 26, 2000). */
function sampleGammaAboveOne(shape: number, random: RandomStream): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
}

/** The logarithm of a gamma draw (shape > 0, rate 1), which a tiny shape cannot underflow; else NaN. */
export function sampleLogGamma(shape: number, random: RandomStream): number {
  if (!(shape > 0 && shape < Infinity)) return NaN;
  if (shape >= 1) return log(sampleGammaAboveOne(shape, random));
  return log(sampleGammaAboveOne(shape + 1, random)) + log(random.uniform()) / shape;
}

/** Gamma with the given finite shape > 0 and rate 1; NaN for any other shape. */
export function sampleGamma(shape: number, random: RandomStream): number {
  return shape >= 1 && shape < Infinity
    ? sampleGammaAboveOne(shape, random)
    : exp(sampleLogGamma(shape, random));
}

/** Beta with parameters a, b > 0: the share of one gamma draw in the sum of two. */
export function sampleBeta(a: number, b: number, random: RandomStream): number {
  const left = sampleLogGamma(a, random);
  const right = sampleLogGamma(b, random);
  return 1 / (1 + exp(right - left));
}

/** Student's t with `degrees` > 0 degrees of freedom, location 0 and scale 1. */
export function sampleStudentT(degrees: number, random: RandomStream): number {
  const normal = random.normal();
  return normal / Math.sqrt(sampleGamma(0.5 * degrees, random) / (0.5 * degrees));
}

/** Cauchy with location 0 and scale 1: the ratio of two normals. */
export function sampleCauchy(random: RandomStream): number {
  return random.normal() / random.normal();
}

/** Exact random draws of counts, from a stream's uniforms. */
import { exp } from "./exponential.js";
import { logGamma } from "./gamma-function.js";
import { log, log1p } from "./logarithm.js";
import { sampleGamma } from "./continuous-samplers.js";
import type { RandomStream } from "./random-stream.js";

/** Below this mean the inversion by sequential search is exact and quick. */
const inversionBelow = 10;

/** Sequential search in the binomial mass from zero; needs trials * p small. */
function invertBinomial(trials: number, p: number, random: RandomStream): number {
  const odds = p / (1 - p);
  const atZero = exp(trials * log1p(-p));
  for (;;) {
    let mass = atZero;
    let rest = random.uniform();
    for (let count = 0; count <= trials; count++) {
      if (rest <= mass) return count;
      rest -= mass;
      mass *= (odds * (trials - count)) / (count + 1);
    }
  }
}

/** Transformed rejection BTRS (Hörmann, J. Stat. Comput. Simul. 46, 1993); p <= 1/2, trials p >= 10. */
function rejectBinomial(trials: number, p: number, random: RandomStream): number {
  const spread = Math.sqrt(trials * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = trials * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = log(p / (1 - p));
  const mode = Math.floor((trials + 1) * p);
  const atMode = logGamma(mode + 1) + logGamma(trials - mode + 1);
  for (;;) {
    const v = random.uniform();
    const u = random.uniform() - 0.5;
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + centre);
    if (count < 0 || count > trials) continue;
    if (us >= 0.07 && v <= squeeze) return count;
    const height = log((v * alpha) / (a / (us * us) + b));
    const mass = atMode - logGamma(count + 1) - logGamma(trials - count + 1);
    if (height <= mass + (count - mode) * logOdds) return count;
  }
}

/** Binomial count of `trials` (a whole number) with success probability p in [0, 1]; else NaN. */
export function sampleBinomial(trials: number, p: number, random: RandomStream): number {
  if (!(p >= 0 && p <= 1 && trials >= 0 && trials < Infinity)) return NaN;
  if (trials === 0 || p === 0) return 0;
  if (p === 1) return trials;
  if (p > 0.5) return trials - sampleBinomial(trials, 1 - p, random);
  return trials * p < inversionBelow
    ? invertBinomial(trials, p, random)
    : rejectBinomial(trials, p, random);
}

/** Sequential search in the Poisson mass from zero. */
function invertPoisson(mean: number, random: RandomStream): number {
  const atZero = exp(-mean);
  for (;;) {
    let mass = atZero;
    let rest = random.uniform();
    for (let count = 0; count < 200; count++) {
      if (rest <= mass) return count;
      rest -= mass;
      mass *= mean / (count + 1);
    }
  }
}

/** Transformed rejection PTRS (Hörmann, Insurance: Math. & Econ. 12, 1993); mean >= 10. */
function rejectPoisson(mean: number, random: RandomStream): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const logInverseAlpha = log(1.1239 + 1.1328 / (b - 3.4));
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const logMean = log(mean);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const height = log(v) + logInverseAlpha - log(a / (us * us) + b);
    if (height <= count * logMean - mean - logGamma(count + 1)) return count;
  }
}

/** Poisson count with the given finite mean >= 0; NaN for any other mean. */
export function samplePoisson(mean: number, random: RandomStream): number {
  if (!(mean >= 0 && mean < Infinity)) return NaN;
  if (mean === 0) return 0;
  return mean < inversionBelow ? invertPoisson(mean, random) : rejectPoisson(mean, random);
}

/** Negative binomial count with variance mean + mean^2 / alpha: a Poisson with a gamma mean. */
export function sampleNegativeBinomial(mean: number, alpha: number, random: RandomStream): number {
  return samplePoisson((sampleGamma(alpha, random) * mean) / alpha, random);
}

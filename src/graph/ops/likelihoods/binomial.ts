/** Binomial counts; Bernoulli is trials = 1. Statistics: successes, trials. */
import { logSqrtTwoPi } from "../densities/density.js";
import { mergeSums, type FamilyLikelihood, type RowLikelihood } from "./family-likelihood.js";

const ofMean: RowLikelihood = (p, i, [successes, trials], _auxiliary, slopes, math) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  slopes[0] = (s === 0 ? 0 : s / p) - (f === 0 ? 0 : f / (1 - p));
  return (s === 0 ? 0 : s * math.log(p)) + (f === 0 ? 0 : f * math.log1p(-p));
};

const ofLogit: RowLikelihood = (eta, i, [successes, trials], _auxiliary, slopes, math) => {
  const s = successes![i]!;
  const n = trials![i]!;
  const e = math.exp(-Math.abs(eta));
  slopes[0] = s - n * (eta >= 0 ? 1 / (1 + e) : e / (1 + e));
  return (eta >= 0 ? s - n : s) * eta - n * math.log1p(e);
};

const ofProbit: RowLikelihood = (eta, i, [successes, trials], _auxiliary, slopes, math) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  const logUpper = math.logNormalCdf(eta);
  const logLower = math.logNormalCdf(-eta);
  const logDensity = -0.5 * eta * eta - logSqrtTwoPi;
  slopes[0] = s * math.exp(logDensity - logUpper) - f * math.exp(logDensity - logLower);
  return s * logUpper + f * logLower;
};

const ofCloglog: RowLikelihood = (eta, i, [successes, trials], _auxiliary, slopes, math) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  const hazard = math.exp(eta);
  slopes[0] = (s === 0 ? 0 : (s * hazard) / math.expm1(hazard)) - f * hazard;
  return (s === 0 ? 0 : s * math.log(-math.expm1(-hazard))) - f * hazard;
};

export const binomial: FamilyLikelihood = {
  statistics: ["successes", "trials"],
  auxiliary: [],
  mergeKeys: [],
  ofMean,
  ofPredictor: { logit: ofLogit, probit: ofProbit, cloglog: ofCloglog },
  informative: ([, trials], i) => trials![i] !== 0,
  merge: mergeSums([]),
};

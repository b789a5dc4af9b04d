/** Binomial counts: in the mean, and in the linear predictor of each link. Statistics: successes, trials. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

/** Zero times infinity is zero: a count of zero says nothing. */
const part = (count: number, factor: number): number => (count === 0 ? 0 : count * factor);

export const binomialOfMean: RowCurvature = (p, i, [successes, trials], _auxiliary, out) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  const q = 1 - p;
  out[0] = part(s, math.log(p)) + part(f, math.log1p(-p));
  out[1] = part(s, 1 / p) - part(f, 1 / q);
  out[2] = -part(s, 1 / (p * p)) - part(f, 1 / (q * q));
  out[3] = part(s, 2 / (p * p * p)) - part(f, 2 / (q * q * q));
};

export const binomialLogit: RowCurvature = (eta, i, [successes, trials], _auxiliary, out) => {
  const s = successes![i]!;
  const n = trials![i]!;
  const e = math.exp(-Math.abs(eta));
  const near = 1 / (1 + e);
  const far = e * near;
  const mu = eta >= 0 ? near : far;
  const variance = n * near * far;
  out[0] = s * eta - n * (Math.max(0, eta) + math.log1p(e));
  out[1] = s - n * mu;
  out[2] = -variance;
  out[3] = variance * (2 * mu - 1);
};

const logSqrtTwoPi = 0.9189385332046727;

/** Derivatives of log Φ: r = φ/Φ, then −r (x + r), then −r′ (x + r) − r (1 + r′). */
export const binomialProbit: RowCurvature = (eta, i, [successes, trials], _auxiliary, out) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  const logDensity = -0.5 * eta * eta - logSqrtTwoPi;
  const below = math.logNormalCdf(eta);
  const above = math.logNormalCdf(-eta);
  const r = math.exp(logDensity - below);
  const t = math.exp(logDensity - above);
  const dr = -r * (eta + r);
  const dt = -t * (t - eta);
  out[0] = part(s, below) + part(f, above);
  out[1] = part(s, r) - part(f, t);
  out[2] = part(s, dr) + part(f, dt);
  out[3] = part(s, -dr * (eta + r) - r * (1 + dr)) - part(f, -dt * (t - eta) - t * (1 + dt));
};

/** With t = exp(eta) and q = t / (exp(t) − 1): d log p = q, q′ = q (1 − t − q); log (1 − p) = −t. */
export const binomialCloglog: RowCurvature = (eta, i, [successes, trials], _auxiliary, out) => {
  const s = successes![i]!;
  const f = trials![i]! - s;
  const t = math.exp(eta);
  const grown = math.expm1(t);
  const q = grown === Infinity ? 0 : t === 0 ? 1 : t / grown;
  const dq = q === 0 ? 0 : q * (1 - t - q);
  const ddq = q === 0 ? 0 : dq * (1 - t - q) - q * (t + dq);
  const logP = t < 1e-8 ? eta - 0.5 * t : math.log(-math.expm1(-t));
  out[0] = part(s, logP) - part(f, t);
  out[1] = part(s, q) - part(f, t);
  out[2] = part(s, dq) - part(f, t);
  out[3] = part(s, ddq) - part(f, t);
};

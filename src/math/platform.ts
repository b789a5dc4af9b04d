/**
 * The elementary functions of the oracle: the engine's own `Math`, and for the rest algorithms that
 * share nothing with the deterministic ones, so that a mistake in either shows as a disagreement.
 */
import type { Elementary } from "./elementary.js";

const shiftedTo = 25;

/** Stirling's series after climbing to 25 by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  let shift = 0;
  let z = x;
  for (; z < shiftedTo; z++) shift += Math.log(z);
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** The derivative of the same series. */
function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let shift = 0;
  let z = x;
  for (; z < shiftedTo; z++) shift += 1 / z;
  const w = 1 / (z * z);
  const series = w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w / 132))));
  return Math.log(z) - 0.5 / z - series - shift;
}

/** Φ(-t) / φ(t) for t > 1.5 by Laplace's continued fraction, from the inside out. */
function millsRatio(t: number): number {
  let fraction = t;
  for (let k = 400; k >= 1; k--) fraction = t + k / fraction;
  return 1 / fraction;
}

/** Φ(x) for |x| <= 1.5 by the series x + x^3/3 + x^5/15 + ... (Marsaglia 2004). */
function centralCdf(x: number): number {
  let term = x;
  let sum = 0;
  for (let k = 1; sum + term !== sum; k += 2) {
    sum += term;
    term *= (x * x) / (k + 2);
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}

function logNormalCdf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 1.5) {
    return Math.log1p(-(millsRatio(x) * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI));
  }
  if (x < -1.5) return Math.log(millsRatio(-x)) - 0.5 * x * x - 0.5 * Math.log(2 * Math.PI);
  return Math.log(centralCdf(x));
}

export const platform: Elementary = {
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  expm1: Math.expm1,
  tanh: Math.tanh,
  logGamma,
  digamma,
  logNormalCdf,
};

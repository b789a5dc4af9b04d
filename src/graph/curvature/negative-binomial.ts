/** Negative binomial counts, in the mean and in its logarithm. Statistics: y, weight; auxiliary: alpha. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

/** log Γ(y + a) − log Γ(a) and its derivative, by steps for small counts, where nothing cancels. */
function rise(y: number, a: number): { value: number; slope: number } {
  if (y > 64) {
    const value = math.logGamma(y + a) - math.logGamma(a);
    return { value, slope: math.digamma(y + a) - math.digamma(a) };
  }
  let value = 0;
  let slope = 0;
  for (let k = 0; k < y; k++) {
    value += math.log(a + k);
    slope += 1 / (a + k);
  }
  return { value, slope };
}

function writeValue(
  y: number,
  w: number,
  mu: number,
  logMu: number,
  alpha: number,
  out: Float64Array,
): void {
  const { value, slope } = rise(y, alpha);
  // log(alpha / (alpha + mu)), accurate where alpha is large
  const logShare = -math.log1p(mu / alpha);
  const total = alpha + mu;
  out[0] =
    w * (value + alpha * logShare + (y === 0 ? 0 : y * (logMu + logShare - math.log(alpha))));
  out[4] = w * (slope + logShare + (mu - y) / total);
}

export const negativeBinomialOfMean: RowCurvature = (mu, i, [counts, weight], [alpha], out) => {
  const y = counts![i]!;
  const w = weight![i]!;
  const total = alpha! + mu;
  const up = y === 0 ? 0 : y / mu;
  const rate = (y + alpha!) / total;
  writeValue(y, w, mu, math.log(mu), alpha!, out);
  out[1] = w * (up - rate);
  out[2] = w * (-(y === 0 ? 0 : up / mu) + rate / total);
  out[3] = w * ((y === 0 ? 0 : (2 * up) / (mu * mu)) - (2 * rate) / (total * total));
  out[5] = (w * (rate - 1)) / total;
  out[6] = (w * (1 - 2 * rate)) / (total * total);
};

export const negativeBinomialLog: RowCurvature = (eta, i, [counts, weight], [alpha], out) => {
  const y = counts![i]!;
  const w = weight![i]!;
  const mu = math.exp(eta);
  const p = mu / (alpha! + mu);
  const spread = p * (1 - p);
  const size = y + alpha!;
  writeValue(y, w, mu, eta, alpha!, out);
  out[1] = w * (y - size * p);
  out[2] = -w * size * spread;
  out[3] = out[2] * (1 - 2 * p);
  out[5] = w * (-p + (size * spread) / alpha!);
  out[6] = -w * spread * (1 - (size * (1 - 2 * p)) / alpha!);
};

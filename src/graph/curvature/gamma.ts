/** Gamma responses, in the mean and in its logarithm. Statistics: sum, weight, logSum; auxiliary: alpha. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

export const gammaOfMean: RowCurvature = (mu, i, [sum, weight, logSum], [alpha], out) => {
  const w = weight![i]!;
  const a = alpha!;
  const scaled = sum![i]! / mu;
  const logRatio = math.log(a) - math.log(mu);
  out[0] = w * (a * logRatio - math.logGamma(a)) + a * (logSum![i]! - scaled);
  out[5] = (scaled - w) / mu;
  out[6] = (w - 2 * scaled) / (mu * mu);
  out[1] = a * out[5];
  out[2] = a * out[6];
  out[3] = (a * (6 * scaled - 2 * w)) / (mu * mu * mu);
  out[4] = w * (logRatio + 1 - math.digamma(a)) + logSum![i]! - scaled;
};

export const gammaLog: RowCurvature = (eta, i, [sum, weight, logSum], [alpha], out) => {
  const w = weight![i]!;
  const a = alpha!;
  const scaled = sum![i]! * math.exp(-eta);
  const logRatio = math.log(a) - eta;
  out[0] = w * (a * logRatio - math.logGamma(a)) + a * (logSum![i]! - scaled);
  out[1] = a * (scaled - w);
  out[2] = -a * scaled;
  out[3] = a * scaled;
  out[4] = w * (logRatio + 1 - math.digamma(a)) + logSum![i]! - scaled;
  out[5] = scaled - w;
  out[6] = -scaled;
};

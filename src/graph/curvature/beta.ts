/** Beta responses in the mean. Statistics: logSum, log1mSum, weight; auxiliary: kappa. */
import { deterministic as math, tetragamma, trigamma } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

export const beta: RowCurvature = (mu, i, [logSum, log1mSum, weight], [kappa], out) => {
  const k = kappa!;
  const w = weight![i]!;
  const a = mu * k;
  const b = (1 - mu) * k;
  const da = logSum![i]! - w * math.digamma(a);
  const db = log1mSum![i]! - w * math.digamma(b);
  const ta = w * trigamma(a);
  const tb = w * trigamma(b);
  const ua = w * tetragamma(a);
  const ub = w * tetragamma(b);
  const constant = math.logGamma(k) - math.logGamma(a) - math.logGamma(b);
  out[0] = w * constant + a * logSum![i]! + b * log1mSum![i]!;
  out[1] = k * (da - db);
  out[2] = -k * k * (ta + tb);
  out[3] = -k * k * k * (ua - ub);
  out[4] = w * math.digamma(k) + mu * da + (1 - mu) * db;
  out[5] = da - db - k * (mu * ta - (1 - mu) * tb);
  out[6] = -2 * k * (ta + tb) - k * k * (mu * ua + (1 - mu) * ub);
};

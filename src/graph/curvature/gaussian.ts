/** Gaussian responses in the mean. Statistics: mean, weight, squares; auxiliary: sigma. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

export const gaussian: RowCurvature = (mu, i, [mean, weight, squares], auxiliary, out) => {
  const sigma = auxiliary[0]!;
  const w = weight![i]!;
  const deviation = mean![i]! - mu;
  const precision = 1 / (sigma * sigma);
  const total = squares![i]! + w * deviation * deviation;
  out[0] = -w * math.log(sigma) - 0.5 * total * precision;
  out[1] = w * deviation * precision;
  out[2] = -w * precision;
  out[3] = 0;
  out[4] = (total * precision - w) / sigma;
  out[5] = (-2 * out[1]) / sigma;
  out[6] = (-2 * out[2]) / sigma;
};

/** With known standard errors. Statistics: mean, precision. */
export const gaussianKnown: RowCurvature = (mu, i, [mean, precision], _auxiliary, out) => {
  const p = precision![i]!;
  const deviation = mean![i]! - mu;
  out[0] = -0.5 * p * deviation * deviation;
  out[1] = p * deviation;
  out[2] = -p;
  out[3] = 0;
};

/** Student t responses in the mean. Statistics: y, weight; auxiliary: sigma, nu. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

export const studentT: RowCurvature = (mu, i, [y, weight], [sigma, nu], out) => {
  const s = sigma!;
  const v = nu!;
  const w = weight![i]!;
  const z = (y![i]! - mu) / s;
  const q = z * z;
  const d = v + q;
  const ratio = ((v + 1) * z) / d;
  const logTail = math.log1p(q / v);
  const constant =
    math.logGamma((v + 1) / 2) - math.logGamma(v / 2) - 0.5 * math.log(v) - math.log(s);
  out[0] = w * (constant - 0.5 * (v + 1) * logTail);
  out[1] = (w * ratio) / s;
  out[2] = (w * (v + 1) * (q - v)) / (s * s * d * d);
  out[3] = (-2 * w * (v + 1) * z * (3 * v - q)) / (s * s * s * d * d * d);
  out[4] = (w * (ratio * z - 1)) / s;
  out[5] = (-2 * w * (v + 1) * z * v) / (s * s * d * d);
  out[6] = (2 * w * (v + 1) * v * (v - 3 * q)) / (s * s * s * d * d * d);
  out[7] =
    0.5 * w * (math.digamma((v + 1) / 2) - math.digamma(v / 2) - 1 / v - logTail + (ratio * z) / v);
  out[8] = (w * z * (q - 1)) / (s * d * d);
  out[9] = (w * ((q - v) / (d * d) + ((v + 1) * (v - 3 * q)) / (d * d * d))) / (s * s);
};

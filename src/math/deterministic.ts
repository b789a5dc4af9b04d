/** The elementary functions of every sampling path: the same bits on every machine. */
import type { Elementary } from "./elementary.js";
import { exp, expm1, tanh } from "./exponential.js";
import { digamma, logGamma } from "./gamma-function.js";
import { log, log1p } from "./logarithm.js";
import { logNormalCdf } from "./normal-distribution.js";

export const deterministic: Elementary = {
  exp,
  log,
  log1p,
  expm1,
  tanh,
  logGamma,
  digamma,
  logNormalCdf,
};

/** Inverse links: the mean as a function of the linear predictor, with its derivative. */
import type { Elementary } from "../../math/index.js";
import { logistic } from "./interval.js";
import { logSqrtTwoPi } from "./densities/density.js";

export interface InverseLink {
  readonly inverse: (eta: number, math: Elementary) => number;
  /** dmu / deta; `mu` is the inverse at eta. */
  readonly slope: (eta: number, mu: number, math: Elementary) => number;
}

export type LinkOpName = "identity" | "log" | "inverse" | "logit" | "probit" | "cloglog";

export const inverseLinks: Readonly<Record<LinkOpName, InverseLink>> = {
  identity: { inverse: (eta) => eta, slope: () => 1 },
  log: { inverse: (eta, math) => math.exp(eta), slope: (_eta, mu) => mu },
  inverse: { inverse: (eta) => 1 / eta, slope: (_eta, mu) => -mu * mu },
  logit: {
    inverse: (eta, math) => logistic(eta, math),
    slope: (eta, mu, math) => mu * logistic(-eta, math),
  },
  probit: {
    inverse: (eta, math) => math.exp(math.logNormalCdf(eta)),
    slope: (eta, _mu, math) => math.exp(-0.5 * eta * eta - logSqrtTwoPi),
  },
  cloglog: {
    inverse: (eta, math) => -math.expm1(-math.exp(eta)),
    slope: (eta, _mu, math) => math.exp(eta - math.exp(eta)),
  },
};

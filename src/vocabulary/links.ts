/** The table of link functions between the mean of a response and the linear predictor. */
import { normalQuantile } from "../math/index.js";
import type { Elementary } from "../math/index.js";
import type { LinkName } from "./names.js";

export interface Link {
  readonly name: LinkName;
  /** In words: how a step of the linear predictor acts on the mean. */
  readonly summary: string;
  /** eta = g(mu). */
  readonly link: (mu: number, math: Elementary) => number;
  /** mu = g⁻¹(eta). */
  readonly inverse: (eta: number, math: Elementary) => number;
}

export const links: Readonly<Record<LinkName, Link>> = {
  identity: {
    name: "identity",
    summary: "the mean itself",
    link: (mu) => mu,
    inverse: (eta) => eta,
  },
  log: {
    name: "log",
    summary: "the logarithm of the mean",
    link: (mu, math) => math.log(mu),
    inverse: (eta, math) => math.exp(eta),
  },
  logit: {
    name: "logit",
    summary: "the log odds of the probability",
    link: (mu, math) => math.log(mu) - math.log1p(-mu),
    inverse: (eta, math) => 1 / (1 + math.exp(-eta)),
  },
  probit: {
    name: "probit",
    summary: "the standard normal quantile of the probability",
    link: (mu) => normalQuantile(mu),
    inverse: (eta, math) => math.exp(math.logNormalCdf(eta)),
  },
  cloglog: {
    name: "cloglog",
    summary: "the complementary log-log of the probability, log(-log(1 - p))",
    link: (mu, math) => math.log(-math.log1p(-mu)),
    inverse: (eta, math) => -math.expm1(-math.exp(eta)),
  },
  inverse: {
    name: "inverse",
    summary: "the reciprocal of the mean",
    link: (mu) => 1 / mu,
    inverse: (eta) => 1 / eta,
  },
};

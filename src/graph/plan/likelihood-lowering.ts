/** Which kernels evaluate a response family under a link. */
import type { GraphNode } from "../graph.js";
import type { LikelihoodName, LinkOpName } from "../ops/index.js";
import type { likelihoodKernels, linkKernels } from "./kernel-signatures.js";

export type LikelihoodKernel = keyof typeof likelihoodKernels;

export interface LikelihoodLowering {
  readonly kernel: LikelihoodKernel;
  /** Set when the kernel works on the mean and the link is not the identity. */
  readonly inverse?: {
    readonly forward: keyof typeof linkKernels;
    readonly pullback: keyof typeof linkKernels;
  };
}

/** Kernels in the linear predictor itself. */
const fused: Partial<Readonly<Record<`${LikelihoodName} ${LinkOpName}`, LikelihoodKernel>>> = {
  "binomial logit": "binomial_logit",
  "binomial probit": "binomial_probit",
  "binomial cloglog": "binomial_cloglog",
  "poisson log": "poisson_log",
  "negative_binomial log": "negative_binomial_log",
  "gamma log": "gamma_log",
};

const ofMean: Readonly<Record<LikelihoodName, LikelihoodKernel>> = {
  binomial: "binomial_identity",
  poisson: "poisson_identity",
  gaussian: "gaussian",
  gaussian_known: "gaussian_known",
  student_t: "student_t",
  negative_binomial: "negative_binomial",
  gamma: "gamma",
  beta: "beta",
};

const inverses: Readonly<
  Record<Exclude<LinkOpName, "identity">, NonNullable<LikelihoodLowering["inverse"]>>
> = {
  log: { forward: "inverse_log", pullback: "inverse_log_pullback" },
  inverse: { forward: "inverse_inverse", pullback: "inverse_inverse_pullback" },
  logit: { forward: "inverse_logit", pullback: "inverse_logit_pullback" },
  probit: { forward: "inverse_probit", pullback: "inverse_probit_pullback" },
  cloglog: { forward: "inverse_cloglog", pullback: "inverse_cloglog_pullback" },
};

/** True where every row is one trial: then the product trick needs one logarithm per block. */
export function isBernoulli({ attributes }: GraphNode<"likelihood">): boolean {
  if (attributes.family !== "binomial") return false;
  const [successes, trials] = attributes.statistics;
  for (let i = 0; i < trials!.length; i++) {
    if (trials![i] !== 1 || (successes![i] !== 0 && successes![i] !== 1)) return false;
  }
  return true;
}

export function lowerLikelihood(node: GraphNode<"likelihood">): LikelihoodLowering {
  const { family, link } = node.attributes;
  if (link === "logit" && isBernoulli(node)) return { kernel: "bernoulli_logit" };
  const direct = fused[`${family} ${link}`];
  if (direct) return { kernel: direct };
  if (link === "identity") return { kernel: ofMean[family] };
  return { kernel: ofMean[family], inverse: inverses[link] };
}

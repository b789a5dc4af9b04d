/** Every kernel in JavaScript, by name: bit for bit what the WebAssembly kernels compute. */
import type {
  likelihoodKernels,
  linkKernels,
  predictorKernels,
} from "../../graph/plan/kernel-signatures.js";
import { beta } from "../portable/beta-kernels.js";
import {
  binomial_cloglog,
  binomial_identity,
  binomial_probit,
} from "../portable/binomial-kernels.js";
import {
  negative_binomial,
  negative_binomial_log,
  poisson_identity,
} from "../portable/count-kernels.js";
import { gamma, gamma_log } from "../portable/gamma-kernels.js";
import * as portableLinks from "../portable/link-kernels.js";
import type { Memory } from "../portable/memory.js";
import { student_t } from "../portable/student-t-kernels.js";
import * as gathers from "./gather-kernels.js";
import * as likelihoods from "./likelihood-kernels.js";
import * as links from "./link-kernels.js";
import * as predictors from "./predictor-kernels.js";

/** The signatures' arguments as types: all of them addresses or counts. */
type Arguments<Names extends readonly string[]> = { -readonly [K in keyof Names]: number };

type Twins<Table extends Readonly<Record<string, readonly string[]>>, Result> = {
  readonly [Name in keyof Table]: (memory: Memory, ...operands: Arguments<Table[Name]>) => Result;
};

export const predictorTwins: Twins<typeof predictorKernels, void> = { ...predictors, ...gathers };

export const linkTwins: Twins<typeof linkKernels, void> = { ...links, ...portableLinks };

export const likelihoodTwins: Twins<typeof likelihoodKernels, number> = {
  ...likelihoods,
  binomial_probit,
  binomial_cloglog,
  binomial_identity,
  poisson_identity,
  student_t,
  negative_binomial_log,
  negative_binomial,
  gamma_log,
  gamma,
  beta,
};

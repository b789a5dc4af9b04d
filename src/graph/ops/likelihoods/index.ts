/** The response families as the graph knows them, by name. */
import { betaResponse } from "./beta.js";
import { binomial } from "./binomial.js";
import type { FamilyLikelihood } from "./family-likelihood.js";
import { gammaResponse } from "./gamma.js";
import { gaussianKnown } from "./gaussian-known.js";
import { gaussian } from "./gaussian.js";
import { negativeBinomial } from "./negative-binomial.js";
import { poisson } from "./poisson.js";
import { studentTResponse } from "./student-t.js";

export type LikelihoodName =
  | "binomial"
  | "poisson"
  | "gaussian"
  | "gaussian_known"
  | "student_t"
  | "negative_binomial"
  | "gamma"
  | "beta";

export const likelihoods: Readonly<Record<LikelihoodName, FamilyLikelihood>> = {
  binomial,
  poisson,
  gaussian,
  gaussian_known: gaussianKnown,
  student_t: studentTResponse,
  negative_binomial: negativeBinomial,
  gamma: gammaResponse,
  beta: betaResponse,
};

export type { FamilyLikelihood, Statistics } from "./family-likelihood.js";

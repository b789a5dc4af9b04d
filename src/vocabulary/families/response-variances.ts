/** The variance of one response at its mean, by family; binomial: of the count. */
import type { FamilyName } from "../names.js";

export type ResponseVariance = (mu: number, auxiliary: readonly number[], trials: number) => number;

export const responseVariances: Readonly<Record<FamilyName, ResponseVariance>> = {
  gaussian: (_mu, [sigma]) => sigma! * sigma!,
  // Infinite with two degrees of freedom or fewer.
  student_t: (_mu, [sigma, nu]) => (nu! > 2 ? (sigma! * sigma! * nu!) / (nu! - 2) : Infinity),
  bernoulli: (mu) => mu * (1 - mu),
  binomial: (mu, _auxiliary, trials) => trials * mu * (1 - mu),
  poisson: (mu) => mu,
  negative_binomial: (mu, [alpha]) => mu + (mu * mu) / alpha!,
  gamma: (mu, [alpha]) => (mu * mu) / alpha!,
  beta: (mu, [kappa]) => (mu * (1 - mu)) / (1 + kappa!),
};

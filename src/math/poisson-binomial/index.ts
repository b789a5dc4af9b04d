/** Likelihoods of counts of unlike people: Poisson-binomial and Poisson-multinomial, exact and approximate. */
export {
  countLikelihoods,
  openCountLikelihood,
  unitSizes,
  type CountLikelihoodName,
  type UnitSizes,
} from "./count-likelihood.js";
export { openCountCovariance } from "./covariance.js";
export { openDirichletMultinomial, type DispersedLikelihood } from "./dirichlet-multinomial.js";
export { openExactBinary } from "./exact.js";
export { openMultivariateSaddlepoint } from "./multivariate-saddlepoint.js";
export { openNormalCounts, refinedNormal } from "./normal-approximation.js";
export { openRecursion, recursionSize } from "./recursion.js";
export { openSaddlepoint } from "./saddlepoint.js";
export { openUnitMean } from "./unit-mean.js";
export type { CountLikelihood, UnitMembers } from "./unit-members.js";

/** What the module of row likelihoods exports; the memory is the one that the host hands in. */
export {
  binomialDerivatives,
  binomialExpectations,
  binomialExpectedSlopes,
  binomialValues,
} from "./binomial-rows";
export {
  poissonDerivatives,
  poissonExpectations,
  poissonExpectedSlopes,
  poissonValues,
} from "./poisson-rows";

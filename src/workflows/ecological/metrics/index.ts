/** Measures of the paper's Table 1: how good an ecological inference is where the truth is known. */
export { ballotCovariances, choiceCovariances } from "./choice-covariances.js";
export type { ChoiceProbabilities } from "./choice-probabilities.js";
export { crossover, groupSupport, type Crossover } from "./group-support.js";
export { heldOutRSquared } from "./held-out-r-squared.js";
export {
  leaveOneOutRSquared,
  leaveOneOutRSquaredEach,
  type Features,
} from "./leave-one-out-r-squared.js";
export { errorsOf, type Errors } from "./errors.js";

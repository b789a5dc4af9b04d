/** Likelihoods of whole columns of rows for the engines that need more than one gradient of them. */
export { openGroupLikelihood } from "./group-likelihood.js";
export {
  openObservationLikelihood,
  type ObservationColumns,
  type ObservationLikelihood,
} from "./observation-likelihood.js";
export { openRowLikelihood, type RowLikelihood } from "./row-likelihood.js";

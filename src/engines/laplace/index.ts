/** The nested Laplace engine. */
export { measureCriteria, type Criteria } from "./criteria.js";
export {
  defaultLaplaceSettings,
  fitLaplace,
  type LaplaceApproximation,
  type LaplaceSettings,
  type LaplaceStage,
} from "./fit-laplace.js";
export type { Integration, WeightedConditional } from "./explore-hyperparameters.js";
export { inProcessLaplaceRunner, type LaplaceRunner } from "./laplace-runner.js";
export { startAt, type ConditionalStart } from "./conditional-start.js";
export {
  openPointEvaluator,
  type ConditionalAnswer,
  type CombinationAnswer,
  type GradientAnswer,
  type PointEvaluator,
} from "./point-evaluator.js";
export type { LatentStrategy } from "./conditional-shapes.js";
export { mixLaplaceDensities } from "./mix-laplace-densities.js";
export { checkByImportance, type ImportanceCheck, type Shift } from "./importance-check.js";
export { openNormalMarginal, type NormalMarginal } from "./normal-marginal.js";
export { leaveOneOut } from "./leave-one-out.js";
export { hyperparameterMarginals, type GridDensity } from "./hyperparameter-marginals.js";
export { allotDraws, drawJointly, shuffledOrder } from "./joint-draws.js";
export { openConditionalObjective } from "./conditional-objective.js";
export { openLatentSystem, type LatentSystem } from "./latent-system.js";
export { openLikelihoodOrders } from "./open-likelihood-orders.js";
export { openSoundFactor } from "./sound-factor.js";
export {
  coordinatesOf,
  logSlope,
  thetaOf,
  type ProposalCoordinates,
} from "./proposal-coordinates.js";
export { effectiveCount, flatten, momentsOf, type Moments } from "./weighted-moments.js";

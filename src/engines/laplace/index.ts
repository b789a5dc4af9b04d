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
export { openPointEvaluator, type LatentStrategy, type PointEvaluator } from "./point-evaluator.js";
export { drawJointly } from "./joint-draws.js";
export { hyperparameterMarginals, type GridDensity } from "./hyperparameter-marginals.js";

/** Methods to compare the night with: the pipeline of 2019, and the nonparametric method of the later elex models. */
export {
  distanceCovariance,
  estimateThreeNumbers,
  kernelCovariance,
  threeNumberCovariance,
  type ThreeNumbers,
} from "./covariance-estimators.js";
export { openDenseNight, type DenseNight } from "./dense-night.js";
export {
  fitLeastSquares,
  isEstimable,
  meanCovariance,
  predictRows,
  type LeastSquares,
  type PredictedRow,
} from "./least-squares.js";
export { nonNegativeLeastSquares } from "./non-negative.js";
export {
  leastReporting,
  openNonparametricNight,
  weightedQuantile,
  type NonparametricNight,
} from "./nonparametric-night.js";
export { openPipelineNight, type OpenedPipeline, type PipelineNight } from "./pipeline-night.js";
export { clipEigenvalues, guardCovariance, type Guarded } from "./positive-definite.js";
export { fitQuantile, type QuantileQuestion } from "./quantile-regression.js";
export { fisherQuantile, studentQuantile } from "../quantiles.js";
export {
  simultaneousInterval,
  simultaneousRegion,
  type SimultaneousRegion,
  type UndefinedRegion,
} from "./simultaneous.js";
export { findInSampleTrap, type UnitResiduals } from "./unit-residuals.js";

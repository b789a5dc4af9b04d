/** The posterior room: fits, their draws, what they say and whether they can be trusted. */
export { estimateRun, timeGradient } from "./estimate-run.js";
export type {
  AdviPosterior,
  Draws,
  InlaPosterior,
  InlaSettings,
  NutsPosterior,
  PathfinderPosterior,
  Posterior,
  VariationalPosterior,
} from "./posterior.js";
export { kHatText } from "./variational/diagnose-variational.js";
export { fitByAdvi, fitByPathfinder } from "./variational/fit-variationally.js";
export type { VariationalFitOptions } from "./variational/run-in-turns.js";
export type { VariationalProgress } from "../engines/variational/variational-progress.js";
export { countDivergences, fitSwitching } from "./whitening/fit-switching.js";
export { chooseCoordinates, type ChosenCoordinates } from "./whitening/choose-coordinates.js";
export type { CoordinateWish } from "./whitening/coordinate-wish.js";
export {
  defaultInlaSettings,
  fitByLaplace,
  type LaplaceFitOptions,
  type LaplaceProgress,
} from "./laplace/fit-by-laplace.js";
export type { Cell, ResultTable, TableChart, TableColumn } from "./result-table.js";
export {
  inProcessRunner,
  interleave,
  type ChainJob,
  type ChainRunner,
  type RunningChain,
  type RunOptions,
} from "./chain-runner.js";
export { fitModel, type FitOptions } from "./fit-model.js";
export type { CheckpointFile } from "./checkpoint/checkpoint-file.js";
export {
  answerTask,
  openThreadAnswers,
  type LaplaceTask,
  type LaplaceTaskAnswer,
  type LaplaceThreads,
  type OpenLaplaceThreads,
  type ThreadAnswer,
  type ThreadMessage,
} from "./laplace/laplace-tasks.js";
export { isInferenceFailure, type InferenceFailure } from "./inference-failure.js";
export { chooseEngine, type EngineChoice } from "./choose-engine.js";
export { diagnosePosterior, untrustworthy } from "./diagnose/diagnose-posterior.js";
export { combineParameters, type ParameterCombination } from "./combine-parameters.js";
export { parameterDraws } from "./draws.js";
export { rowDraws, type RowDraws } from "./criticism/pointwise.js";
export { essMean } from "./diagnostics/index.js";
export { priorTable } from "./prior-table.js";
export { summarise, type Summary, type SummaryOptions } from "./summarise.js";
export { posteriorPredictive } from "./predictive/posterior-predictive.js";
export {
  priorPredictive,
  type PredictiveCheck,
  type PredictiveOptions,
} from "./predictive/prior-predictive.js";
export type { CheckOptions } from "./predictive/check-responses.js";
export type { CheckKindName } from "./predictive/check-kinds/index.js";
export type { StatisticName } from "./predictive/group-statistics.js";
export type { CheckedStatistic } from "./predictive/predictive-check.js";
export type { ParameterMarginalSummary, ParameterSummary } from "./parameter-summary.js";
export { varianceComponents } from "./variance-components.js";
export {
  checkTable,
  diagnoseLeaveOneOut,
  diagnoseWidelyApplicable,
  elpdTable,
  fewRows,
  highRows,
  influenceTable,
  leaveOneOut,
  looPitTable,
  residualTable,
  rowNumber,
  shrinkageTable,
  totalOf,
  unitNotes,
  widelyApplicable,
  type Elpd,
  type LeaveOneOutElpd,
  type ResidualKind,
  type ResidualOptions,
  type ShrinkageOptions,
  type Total,
} from "./criticism/index.js";
export {
  measureSensitivity,
  openPowerScaling,
  sensitivityTable,
  type ParameterSensitivity,
  type ScaledPart,
  type Sensitivity,
} from "./sensitivity/index.js";
export { improperPriors } from "./predictive/improper-priors.js";
export { openPriorDraws } from "./predictive/prior-draw.js";
export { openReplicator } from "./predictive/replicate.js";
export { probabilityBelow } from "./marginals/probability-below.js";
export { inferenceFailure } from "./inference-failure.js";

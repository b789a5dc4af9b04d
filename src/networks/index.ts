/** Networks that are trained on totals of units and predict persons. */
export type {
  CategoryColumn,
  NetworkRows,
  Race,
  RaceFamily,
  RaceOutcomes,
  ScaledColumn,
} from "./network-rows.js";
export type { BayesianLayers, NetworkShape } from "./network-shape.js";
export type { PredictedRows } from "./open-network.js";
export {
  drawnProbabilities,
  meanProbabilities,
  type DrawRequest,
  type MeanRequest,
} from "./predict.js";
export {
  openProbabilities,
  predictRange,
  type PredictionJob,
  type PredictionRunner,
  type RaceProbabilities,
} from "./prediction-job.js";
export { representations, type Representation } from "./representations.js";
export type {
  EpochTrace,
  HeldOutFit,
  NetworkInputs,
  NetworkLayer,
  NormalPosterior,
  RaceNetwork,
  TrainedNetwork,
} from "./trained-network.js";
export { trainNetwork } from "./train-network.js";
export type { JobState, TrainingJob, TrainingOutcome } from "./training-job.js";
export type {
  NetworkRunner,
  RunnerHooks,
  TrainingOptions,
  TrainingProgress,
  TrainingState,
} from "./training-run.js";
export { defaultTraining, type TrainingSettings } from "./training-settings.js";
export { openSharedNumbers, type SharedNumbers } from "./training/shared-numbers.js";
export { openMemberTraining } from "./training/train-member.js";
export { sharedSizes } from "./training/trainee.js";

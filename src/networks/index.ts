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
export {
  drawnProbabilities,
  meanProbabilities,
  representations,
  type PredictedRows,
  type RaceProbabilities,
  type Representation,
} from "./predict.js";
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
export type { TrainingJob, TrainingOutcome, TrainingState } from "./training-job.js";
export type {
  NetworkRunner,
  RunnerHooks,
  TrainingOptions,
  TrainingProgress,
} from "./training-run.js";
export { defaultTraining, type TrainingSettings } from "./training-settings.js";

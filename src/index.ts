/** The public API: compile a formula, fit it, summarise and poststratify the fit. */
export type { Column, DataFrame, FactorColumn, NumericColumn, TextColumn } from "./data/index.js";
export type { DataCell, NeighbourGraph } from "./data/index.js";
export type { Diagnostic, Severity } from "./diagnostics/index.js";
export type { CompiledModel as Model } from "./compiler/index.js";
export type { ChainProgress } from "./engines/nuts/index.js";
export { inProcessRunner } from "./posterior/index.js";
export type {
  AdviPosterior,
  ChainRunner,
  Draws,
  ParameterSummary,
  InlaPosterior,
  NutsPosterior,
  PathfinderPosterior,
  Posterior,
  ResultTable,
  Summary,
} from "./posterior/index.js";
export type { CompileOptions } from "./session/library.js";
export { fit } from "./session/library-fit.js";
export type { FitOptions } from "./session/library-fit.js";
export { comparisons, predictions, slopes } from "./session/library-interpret.js";
export type {
  ComparisonOptions,
  InterpretOptions,
  SlopeOptions,
  VariableChoice,
} from "./session/library-interpret.js";
export { compile, frameFromColumns, ModelError, summary } from "./session/library.js";
export { crosstab, type CrosstabOptions } from "./session/library-crosstab.js";
export {
  ballotCovariance,
  compileNetwork,
  embeddings,
  linkedAnswers,
  trainNetwork,
} from "./session/library-networks.js";
export type {
  BallotCovarianceOptions,
  EmbeddingsOptions,
  LinkedAnswersOptions,
  NetworkOptions,
  TrainNetworkOptions,
} from "./session/library-networks.js";
export type { NetworkFit } from "./workflows/ecological/networks/index.js";
export type { NetworkModel } from "./model/index.js";
export type { NetworkRunner, TrainingProgress } from "./networks/index.js";
export { differences, probability, rank } from "./session/library-areas.js";
export type {
  DifferencesOptions,
  ProbabilityOptions,
  RankOptions,
} from "./session/library-areas.js";
export {
  bounds,
  ecological,
  goodman,
  polarisation,
  tomography,
} from "./session/library-ecological.js";
export type {
  EcologicalEstimates,
  EcologicalOptions,
  MarginsColumns,
  PolarisationOptions,
} from "./session/library-ecological.js";
export { outcomes, type OutcomesOptions } from "./session/library-outcomes.js";
export { poststratify } from "./session/library-poststratify.js";
export type { PoststratifyOptions } from "./session/library-poststratify.js";
export { leaveAreaOut, type LeaveAreaOutOptions } from "./session/library-validation.js";
export type { AreaValidation, LeftOutArea } from "./workflows/validation/index.js";
export {
  check,
  influence,
  loo,
  looPit,
  posteriorPredictive,
  priorPredictive,
  residuals,
  sensitivity,
  shrinkage,
  waic,
  type PredictiveCheckOptions,
} from "./session/library-criticism.js";
export { sbc, type SbcOptions } from "./session/simulation-based-calibration.js";
export type { Calibration } from "./workflows/calibration/index.js";
export { exportFit, exportNetwork, loadFit, loadNetwork } from "./session/library-files.js";
export type { ExportOptions, LoadOptions } from "./session/library-files.js";
export type { FitFormat, OutputFile } from "./outputs/index.js";
export type { Poststratified } from "./workflows/mrp/index.js";
export { recode, sample } from "./session/library-data.js";
export type { SampleOptions } from "./session/library-data.js";
export { simulateElection } from "./session/library-election.js";
export {
  ballotCovariances,
  choiceCovariances,
  crossover,
  errorsOf,
  groupSupport,
  heldOutRSquared,
  leaveOneOutRSquared,
  type ChoiceProbabilities,
  type Crossover,
  type Errors,
  type Features,
} from "./workflows/ecological/metrics/index.js";
export type { SimulatedElection, SimulateElectionOptions } from "./session/library-election.js";
export { describe, rake, syntheticJoint, weightedEstimates } from "./session/library-survey.js";
export type {
  DescribeOptions,
  RakeOptions,
  SyntheticJointOptions,
  WeightedEstimatesOptions,
} from "./session/library-survey.js";
export { chartToHtml, chartToSvg, plot } from "./session/library-plot.js";
export type { Drawable, PlotOptions } from "./session/library-plot.js";
export type { Chart } from "./charts/index.js";
export { live, replay, simulateNight } from "./session/library-night.js";
export type {
  LiveOptions,
  ReplayNightOptions,
  SimulateNightOptions,
} from "./session/library-night.js";
export { readReports } from "./session/library-reports.js";
export type { ReadReports, ReadReportsOptions } from "./session/library-reports.js";
export { forecastTable, replayTable, scoreStages } from "./workflows/election-night/index.js";
export type {
  AreaEstimate,
  Estimate,
  Forecaster,
  Interval,
  Night,
  NightForecast,
  NightUnit,
  NightValue,
  Replay,
  ReplayShow,
  StageScore,
  UnitEstimate,
  UnitReport,
} from "./workflows/election-night/index.js";
export type { SimulatedNight } from "./workflows/election-night/simulator/index.js";

/** The no-U-turn sampler as Stan has it. */
export type {
  CommonBlockMap,
  CoordinateMap,
  JointMap,
  LevelMap,
  StandardisedBlock,
} from "./mapped/coordinate-map.js";
export type { AffineFrame } from "./mapped/affine-frame.js";
export { openHyperparameterDensity, type HyperparameterMap } from "./mapped/hyperparameter-map.js";
export { openMappedDensity, type MappedDensity } from "./mapped/mapped-density.js";
export type { LatentCell, LatentMap } from "./mapped/latent-map.js";
export { openLatentMappedDensity } from "./mapped/latent-mapped-density.js";
export { nutsChain, type ChainOptions } from "./chain.js";
export type { ChainBlock, ChainSnapshot, SavedChain } from "./chain-snapshot.js";
export { joinDraws, sliceDraws, type DrawRecord } from "./draw-record.js";
export {
  adaptationOf,
  defaultNutsSettings,
  mostDraws,
  ownTune,
  shortTune,
} from "./nuts-settings.js";
export type {
  AdaptationRule,
  ChainFailure,
  ChainFailureReason,
  ChainOutcome,
  ChainProgress,
  ChainResult,
  NutsSettings,
  SamplerStatistics,
  TrajectoryRule,
} from "./nuts-settings.js";

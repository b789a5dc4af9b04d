/** The no-U-turn sampler as Stan has it. */
export type {
  CommonBlockMap,
  CoordinateMap,
  JointMap,
  LevelMap,
  StandardisedBlock,
} from "./mapped/coordinate-map.js";
export { openAffineDensity, placeInFrame, type AffineFrame } from "./mapped/affine-density.js";
export { openMappedDensity, type MappedDensity } from "./mapped/mapped-density.js";
export { nutsChain } from "./chain.js";
export { defaultNutsSettings, shortTune } from "./nuts-settings.js";
export type {
  ChainFailure,
  ChainFailureReason,
  ChainOutcome,
  ChainProgress,
  ChainResult,
  NutsSettings,
  SamplerStatistics,
} from "./nuts-settings.js";

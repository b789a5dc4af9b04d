/** The no-U-turn sampler as Stan has it. */
export { nutsChain } from "./chain.js";
export { defaultNutsSettings } from "./nuts-settings.js";
export type {
  ChainFailure,
  ChainFailureReason,
  ChainOutcome,
  ChainProgress,
  ChainResult,
  NutsSettings,
  SamplerStatistics,
} from "./nuts-settings.js";

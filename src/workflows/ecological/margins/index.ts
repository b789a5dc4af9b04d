/** Ecological inference from margins: how groups voted, from the totals of units alone. */
export { boundsOf, boundsTable } from "./bounds.js";
export { estimatesOfFit } from "./estimates-of-fit.js";
export { goodmanRates, goodmanTable } from "./goodman.js";
export { fitMargins, type MarginsFit, type MarginsFitOptions } from "./hierarchical/fit-margins.js";
export {
  openMarginsChain,
  type MarginsJob,
  type MarginsRunner,
} from "./hierarchical/margins-chain.js";
export { marginsModels, type MarginsModelName } from "./hierarchical/models.js";
export { judgeFit } from "./judge-fit.js";
export type { Margins } from "./margins.js";
export { readMargins } from "./read-margins.js";
export { compareMethods, suitableModels } from "./compare-methods.js";
export { polarisation } from "./polarisation.js";
export { tomography } from "./tomography.js";

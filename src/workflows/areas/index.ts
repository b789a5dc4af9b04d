/** Questions asked of the draws of areas' estimates: ranks, differences, probabilities. */
export { differences } from "./differences.js";
export type { DifferencesOptions } from "./differences.js";
export { probability } from "./probability.js";
export type { ProbabilityOptions } from "./probability.js";
export { rank } from "./rank.js";
export type { RankOptions } from "./rank.js";

/** Networks on totals as fits: trained, judged, and asked. */
export { embeddingFrame, type EmbeddingOptions } from "./embedding-frame.js";
export { chosenEpoch, fitNetwork, restartsOf } from "./fit-network.js";
export { linkedAnswers, type LinkedOptions } from "./linked-answers.js";
export type { NetworkFit } from "./network-fit.js";
export { componentTable, trainingTable } from "./network-pictures.js";
export { votesOfNetwork } from "./votes-of-network.js";
export { scoreElection, type ScoreOptions, type ScoredFit } from "./score-election.js";

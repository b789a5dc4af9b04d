/** One formula for several outcomes: each fitted by itself and taken to the population. */
export { outcomes } from "./outcomes.js";
export type { OutcomeProgress, OutcomesOptions } from "./outcomes.js";
export { resolveOutcomes } from "./responses.js";
export type { Outcome } from "./responses.js";

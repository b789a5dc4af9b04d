/** Survey weights: raking to margins of a population, and what the weighted sample says by itself. */
export { rake } from "./rake.js";
export type { Raked } from "./rake-question.js";
export { readOutcome } from "./read-outcome.js";
export { weightedEstimates } from "./weighted-estimates.js";
export { sampleRows } from "./sample-rows.js";
export { describeOutcome } from "./describe-outcome.js";
export { describeSample } from "./describe-sample.js";
export { syntheticJoint } from "./synthetic-joint.js";

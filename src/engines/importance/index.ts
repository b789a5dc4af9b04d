/** Importance correction of the nested Laplace engine. */
export { correctApproximation } from "./correct-approximation.js";
export type { Correction } from "./judge-weights.js";
export type { CorrectionLayout } from "./sample-and-weigh.js";
export {
  openWeigher,
  weighBatch,
  type OpenWeigher,
  type WeighBatches,
  type WeighedBatch,
  type WeighingBatch,
  type WeighingPlan,
} from "./weigh-batches.js";

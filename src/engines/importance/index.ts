/** Importance correction of the nested Laplace engine. */
export {
  correctApproximation,
  type Correction,
  type CorrectionLayout,
} from "./correct-approximation.js";
export {
  openWeigher,
  weighBatch,
  type WeighBatches,
  type WeighedBatch,
  type WeighingBatch,
  type WeighingPlan,
} from "./weigh-batches.js";

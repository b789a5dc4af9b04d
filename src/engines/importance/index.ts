/** Importance correction of the nested Laplace engine. */
export {
  correctApproximation,
  type Correction,
  type CorrectionLayout,
} from "./correct-approximation.js";

/** Automatic differentiation variational inference, deterministic and stochastic. */
export { advi, type AdviDraws } from "./advi.js";
export {
  defaultAdviSettings,
  type AdviApproximation,
  type AdviSettings,
  type AdviTarget,
} from "./advi-settings.js";

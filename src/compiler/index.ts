/** The compiler room: a model's specification into graph, plan and layout. */
export { buildModelGraph, type ModelGraph } from "./build-graph.js";
export { compileModel } from "./compile-model.js";
export type { CompiledModel } from "./compiled-model.js";
export { planOfRows } from "./plan-of-rows.js";
export { openPredictor, type Predictor } from "./predictor.js";
export { predictorOfRows } from "./predictor-rows.js";
export { openOutcomeShares, openSharesOf, type OutcomeShares } from "./outcome-shares.js";
export { openLikelihoodOfUnits, openUnits, type OpenUnits } from "./unit-likelihood.js";
export { allRows, openRowLikelihoods, type RowLikelihood } from "./row-likelihood.js";
export { buildLatentPlan } from "./latent/build-latent-plan.js";
export type { NotLatentGaussian } from "./latent/latent-blocks.js";
export { boundedPriorOf } from "./structured/bounded-prior-of.js";
export { measureStructure, type MeasuredStructure } from "./structured/measure-structure.js";
export { scaleAt } from "./latent/bounded-scales.js";
export { boundedValue } from "./latent/bounded-value.js";
export { correlationFactor } from "./latent/correlation-factor.js";
export {
  effectLatents,
  latentOfParameter,
  latentsOf,
  type LatentPlan,
} from "./latent/latent-plan.js";
export { openLatentGaussian } from "./latent/open-latent-gaussian.js";
export { groupEffectName } from "./group-terms.js";
export { openTopLevelPrior } from "./top-level-prior.js";

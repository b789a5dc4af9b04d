/** Marginals of linear combinations of effects: one solve for each at every point of the hyperparameters. */
import { latentOfParameter, type CompiledModel, type LatentPlan } from "../../compiler/index.js";
import type {
  LaplaceApproximation,
  LatentStrategy,
  PointEvaluator,
} from "../../engines/laplace/index.js";
import type { Marginal } from "../marginals/marginal.js";
import { combinationMarginal } from "./mixture-marginals.js";

/** From weights of reported parameters to weights of latents. */
function latentWeights(
  { predictor: { columnCount } }: LatentPlan,
  latents: ReadonlyMap<number, number>,
  weights: ReadonlyMap<number, number>,
): Float64Array {
  const result = new Float64Array(columnCount);
  for (const [parameter, weight] of weights) {
    const latent = latents.get(parameter);
    if (latent === undefined) throw new Error(`parameter ${parameter} is no effect`);
    result[latent] = weight;
  }
  return result;
}

export interface CombinedFit {
  readonly plan: LatentPlan;
  readonly model: CompiledModel;
  readonly evaluator: PointEvaluator;
  readonly approximation: LaplaceApproximation;
  readonly strategy: LatentStrategy;
}

export function combineEffects(
  { plan, model, evaluator, approximation: { points }, strategy }: CombinedFit,
  combinations: readonly ReadonlyMap<number, number>[],
): readonly Marginal[] {
  const latents = latentOfParameter(plan, model.parameters.length);
  const weights = combinations.map((one) => latentWeights(plan, latents, one));
  const answers = points.map((point) => evaluator.combinations(point, weights, strategy));
  return weights.map((_, k) =>
    combinationMarginal(
      points,
      answers.map((answer) => answer[k]!),
    ),
  );
}

/** Corrects the approximation of a model to its exact posterior. */
import type { LatentPlan } from "../../compiler/index.js";
import {
  correctApproximation,
  type Correction,
  type WeighBatches,
} from "../../engines/importance/index.js";
import type { LaplaceApproximation, PointEvaluator } from "../../engines/laplace/index.js";
import type { InlaSettings } from "../posterior.js";
import { correctionLayout } from "./correction-layout.js";

/**
 * Weighted draws of the hyperparameters, with two values of the latents each. With so many the worst of a
 * hundred sds is some 3 % off; with many latents they are fewer, so that they stay within some 70 MB, and so they
 * are of units, whose factors take long.
 */
const enoughDraws = 8000;
const fewestDraws = 2000;
const mostValues = 4_000_000;

/** Beyond, the weighted draws would fill the memory, and their weights say little. */
const mostLatents = 6000;

function drawsFor({ predictor, responses }: LatentPlan, asked: number): number {
  const most = responses.kind === "units" ? 0 : Math.floor(mostValues / predictor.columnCount);
  const affordable = Math.max(fewestDraws, most);
  return Math.max(Math.min(enoughDraws, affordable), Math.ceil(asked / 2));
}

/** Undefined where there are too many latents. */
export async function correctFit(
  plan: LatentPlan,
  evaluator: PointEvaluator,
  approximation: LaplaceApproximation,
  { draws, seed }: InlaSettings,
  weigh: WeighBatches,
): Promise<Correction | undefined> {
  const latents = plan.predictor.columnCount;
  if (latents > mostLatents) return undefined;
  return correctApproximation(evaluator, approximation, correctionLayout(plan), {
    draws: drawsFor(plan, draws),
    seed,
    weigh,
  });
}

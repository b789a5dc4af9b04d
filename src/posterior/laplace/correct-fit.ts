/** Corrects the approximation of a model to its exact posterior. */
import type { LatentPlan } from "../../compiler/index.js";
import { correctApproximation, type Correction } from "../../engines/importance/index.js";
import type { LaplaceApproximation, PointEvaluator } from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import type { InlaSettings } from "../posterior.js";
import { correctionLayout } from "./correction-layout.js";

/** Weighted draws of the hyperparameters: two values of the latents each. */
const fewestDraws = 2000;

/** Beyond, the weighted draws would fill the memory, and their weights say little. */
const mostLatents = 6000;

/** Undefined where there are too many latents. */
export async function correctFit(
  plan: LatentPlan,
  evaluator: PointEvaluator,
  approximation: LaplaceApproximation,
  { draws, seed }: InlaSettings,
  pause: (done: number, total: number) => Promise<void>,
): Promise<Correction | undefined> {
  if (plan.predictor.columnCount > mostLatents) return undefined;
  return correctApproximation(evaluator, approximation, correctionLayout(plan), {
    draws: Math.max(fewestDraws, Math.ceil(draws / 2)),
    random: openStream(seed, "inla correction"),
    pause,
  });
}

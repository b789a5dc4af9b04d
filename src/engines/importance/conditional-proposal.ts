/** The normal from which x is proposed given theta: around the conditional mode, moved towards the mean. */
import type { LatentGaussian } from "../../target/index.js";
import {
  openConditionalObjective,
  openLikelihoodOrders,
  openSoundFactor,
  type PointEvaluator,
} from "../laplace/index.js";
import type { ModePrediction } from "./predicted-mode.js";

export interface ConditionalProposal {
  /** Valid until the next call; the evaluator's system then holds P. */
  readonly mean: Float64Array;
  /** False where there is no proposal. */
  at(theta: Float64Array): boolean;
}

const mostSteps = 8;
/**
 * The last step may have been so long, squared and in posterior sds of all latents together: Newton's steps end
 * much nearer to the mode than they began, and a factor from where they began proposes as well.
 */
const smallDecrement = 4;

/**
 * Newton steps from the predicted mode, most often one, whose factor is that of the proposal; then the shift as
 * it is predicted, or ½ P⁻¹ Aᵀ(l‴ s²), s² being the variances of the predictor.
 */
export function openQuickProposal(
  { density: { conditional } }: PointEvaluator,
  prediction: ModePrediction,
): ConditionalProposal {
  const { system } = conditional;
  const target: LatentGaussian = system.target;
  const { latentCount: n } = target;
  const at = openConditionalObjective(target, system);
  const [mean, step, shift] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const factorise = openSoundFactor(system);
  const orders = openLikelihoodOrders({ system, ...at });

  /** One step; the decrement. NaN where there is no factor. */
  const move = (theta: Float64Array): number => {
    at.place(mean);
    if (!(at.evaluate(theta, "second") > -Infinity)) return NaN;
    if (!factorise(at.eta, at.derivatives.second)) return NaN;
    at.writeGradient(step);
    let decrement = 0;
    shift.set(step);
    system.solve(step);
    for (let j = 0; j < n; j++) {
      mean[j]! += step[j]!;
      decrement += step[j]! * shift[j]!;
    }
    return decrement;
  };

  const addShift = (theta: Float64Array): void => {
    orders.prepare(theta);
    shift.set(orders.force);
    system.solve(shift);
    for (let j = 0; j < n; j++) mean[j]! += shift[j]!;
  };

  return {
    mean,
    at(theta) {
      system.setHyperparameters(theta);
      prediction.mode(theta, mean);
      let decrement = Infinity;
      for (let steps = 0; steps < mostSteps && !(decrement < smallDecrement); steps++) {
        decrement = move(theta);
        if (Number.isNaN(decrement)) return false;
      }
      if (prediction.addShift) prediction.addShift(mean);
      else addShift(theta);
      return true;
    },
  };
}

/** The mode to the last digit, and the mean at which the expected log likelihood balances the prior. */
export function openCarefulProposal(
  evaluator: PointEvaluator,
  prediction: ModePrediction,
): ConditionalProposal {
  const { latentCount } = evaluator.density.conditional.system.target;
  const mean = new Float64Array(latentCount);
  const predicted = new Float64Array(latentCount);
  return {
    mean,
    at(theta) {
      prediction.mode(theta, predicted);
      const answer = evaluator.conditional(theta, predicted, "variational");
      mean.set(answer.mean);
      return !Number.isNaN(answer.value);
    },
  };
}

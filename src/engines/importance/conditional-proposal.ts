/** The normal from which x is proposed given theta: around the conditional mode, moved towards the mean. */
import type { LatentGaussian } from "../../target/index.js";
import {
  openConditionalObjective,
  type ConditionalStart,
  type PointEvaluator,
} from "../laplace/index.js";
import { openPrediction } from "./predicted-mode.js";

export interface ConditionalProposal {
  /** Valid until the next call; the evaluator's system then holds P. */
  readonly mean: Float64Array;
  /** False where there is no proposal. */
  at(theta: Float64Array): boolean;
}

const mostSteps = 8;
/** The last step may have been so long, squared and in posterior sds: the error is its square again. */
const smallDecrement = 0.05;

/**
 * Newton steps from the predicted mode, most often one, whose factor is that of the proposal; then the shift
 * ½ P⁻¹ Aᵀ(l‴ s²), s² being the variances of the predictor.
 */
export function openQuickProposal(
  { density: { conditional } }: PointEvaluator,
  start: ConditionalStart,
  scaleOf: Int32Array,
): ConditionalProposal {
  const { system } = conditional;
  const target: LatentGaussian = system.target;
  const { predictor, likelihood, latentCount: n } = target;
  const at = openConditionalObjective(target, system);
  const predict = openPrediction(start, scaleOf);
  const [mean, step, shift] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const variances = new Float64Array(predictor.rowCount);
  const negative = new Float64Array(predictor.rowCount);

  /** P, or P without the negative part of the information where that is not positive definite. */
  const factorise = (): boolean => {
    const { second } = at.derivatives;
    if (system.factorise(second)) return true;
    for (let i = 0; i < second.length; i++) negative[i] = Math.min(0, second[i]!);
    return system.factorise(negative);
  };

  /** One step; the decrement. NaN where there is no factor. */
  const move = (theta: Float64Array): number => {
    at.place(mean);
    if (!(at.evaluate(theta, "second") > -Infinity) || !factorise()) return NaN;
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
    likelihood.evaluate(at.eta, theta, "third", at.derivatives);
    system.invert();
    system.predictorVariances(variances);
    for (let i = 0; i < variances.length; i++) variances[i]! *= 0.5 * at.derivatives.third[i]!;
    system.rows.pullBack(variances, shift);
    system.solve(shift);
    for (let j = 0; j < n; j++) mean[j]! += shift[j]!;
  };

  return {
    mean,
    at(theta) {
      system.setHyperparameters(theta);
      predict(theta, mean);
      let decrement = Infinity;
      for (let steps = 0; steps < mostSteps && !(decrement < smallDecrement); steps++) {
        decrement = move(theta);
        if (Number.isNaN(decrement)) return false;
      }
      addShift(theta);
      return true;
    },
  };
}

/** The mode to the last digit, and the mean at which the expected log likelihood balances the prior. */
export function openCarefulProposal(
  evaluator: PointEvaluator,
  start: ConditionalStart,
  scaleOf: Int32Array,
): ConditionalProposal {
  const mean = new Float64Array(start.mode.length);
  const predicted = new Float64Array(start.mode.length);
  const predict = openPrediction(start, scaleOf);
  return {
    mean,
    at(theta) {
      predict(theta, predicted);
      const answer = evaluator.conditional(theta, predicted, "variational");
      mean.set(answer.mean);
      return !Number.isNaN(answer.value);
    },
  };
}

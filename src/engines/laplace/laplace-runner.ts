/** Who evaluates points: the calling thread, or as many workers as there are; the answers are the same. */
import { startAt, type ConditionalStart, type TangentStart } from "./conditional-start.js";
import type { LatentStrategy } from "./conditional-shapes.js";
import type {
  ConditionalAnswer,
  GradientAnswer,
  PointEvaluator,
  ValueAnswer,
} from "./point-evaluator.js";

/** Every point is sought from the same start, so that the order of evaluation plays no part. */
export interface LaplaceRunner {
  values(thetas: readonly Float64Array[], start: ConditionalStart): Promise<readonly ValueAnswer[]>;
  /** Off by some 0.001 in logs. */
  roughValues(
    thetas: readonly Float64Array[],
    start: ConditionalStart,
  ): Promise<readonly ValueAnswer[]>;
  gradients(
    thetas: readonly Float64Array[],
    start: ConditionalStart,
  ): Promise<readonly GradientAnswer[]>;
  /** The conditional mode at theta with its tangent, and the gradient. */
  tangent(theta: Float64Array, start: ConditionalStart): Promise<TangentStart>;
  conditionals(
    thetas: readonly Float64Array[],
    start: ConditionalStart,
    strategy: LatentStrategy,
  ): Promise<readonly ConditionalAnswer[]>;
}

/** Evaluates in the calling thread; `pause` runs before every point and may throw to end the fit. */
export function inProcessLaplaceRunner(
  evaluator: PointEvaluator,
  pause: (done: number, total: number) => Promise<void>,
): LaplaceRunner {
  const each = async <Answer>(
    thetas: readonly Float64Array[],
    answer: (theta: Float64Array) => Answer,
  ): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (const theta of thetas) {
      await pause(answers.length, thetas.length);
      answers.push(answer(theta));
    }
    return answers;
  };
  return {
    values: (thetas, start) =>
      each(thetas, (theta) => evaluator.value(theta, startAt(start, theta))),
    roughValues: (thetas, start) =>
      each(thetas, (theta) => evaluator.roughValue(theta, startAt(start, theta))),
    gradients: (thetas, start) =>
      each(thetas, (theta) => evaluator.gradient(theta, startAt(start, theta))),
    tangent: (theta, start) => Promise.resolve(evaluator.tangent(theta, startAt(start, theta))),
    conditionals: (thetas, start, strategy) =>
      each(thetas, (theta) => evaluator.conditional(theta, startAt(start, theta), strategy)),
  };
}

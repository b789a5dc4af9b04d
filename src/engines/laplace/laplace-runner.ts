/** Who evaluates points: the calling thread, or as many workers as there are; the answers are the same. */
import type {
  ConditionalAnswer,
  GradientAnswer,
  LatentStrategy,
  PointEvaluator,
  ValueAnswer,
} from "./point-evaluator.js";

/** Every point is sought from the same start, so that the order of evaluation plays no part. */
export interface LaplaceRunner {
  values(thetas: readonly Float64Array[], start: Float64Array): Promise<readonly ValueAnswer[]>;
  gradients(
    thetas: readonly Float64Array[],
    start: Float64Array,
  ): Promise<readonly GradientAnswer[]>;
  conditionals(
    thetas: readonly Float64Array[],
    start: Float64Array,
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
    values: (thetas, start) => each(thetas, (theta) => evaluator.value(theta, start)),
    gradients: (thetas, start) => each(thetas, (theta) => evaluator.gradient(theta, start)),
    conditionals: (thetas, start, strategy) =>
      each(thetas, (theta) => evaluator.conditional(theta, start, strategy)),
  };
}

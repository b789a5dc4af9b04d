/** What threads are asked while a model is approximated; plain data in both directions. */
import type { LatentPlan } from "../../compiler/index.js";
import {
  startAt,
  type ConditionalAnswer,
  type ConditionalStart,
  type GradientAnswer,
  type LatentStrategy,
  type PointEvaluator,
} from "../../engines/laplace/index.js";

export type LaplaceTask =
  | {
      readonly kind: "gradient";
      readonly theta: Float64Array;
      readonly start: ConditionalStart;
    }
  | {
      readonly kind: "conditional";
      readonly theta: Float64Array;
      readonly start: ConditionalStart;
      readonly strategy: LatentStrategy;
    };

export type LaplaceTaskAnswer = GradientAnswer | ConditionalAnswer;

/** Answers one task; the same bits in whatever thread. */
export function answerTask(evaluator: PointEvaluator, task: LaplaceTask): LaplaceTaskAnswer {
  const start = startAt(task.start, task.theta);
  return task.kind === "gradient"
    ? evaluator.gradient(task.theta, start)
    : evaluator.conditional(task.theta, start, task.strategy);
}

/** Threads that each hold the model. */
export interface LaplaceThreads {
  /** Answers in the order of the tasks; `onAnswer` is called after each. */
  answer(
    tasks: readonly LaplaceTask[],
    onAnswer: () => void,
    signal: AbortSignal | undefined,
  ): Promise<readonly LaplaceTaskAnswer[]>;
  close(): void;
}

/** Opens threads for a model; undefined where there is but one. */
export type OpenLaplaceThreads = (plan: LatentPlan) => LaplaceThreads | undefined;

/** What threads are asked while a model is approximated; plain data in both directions. */
import type { LatentPlan } from "../../compiler/index.js";
import {
  openWeigher,
  weighBatch,
  type OpenWeigher,
  type WeighedBatch,
  type WeighingBatch,
  type WeighingPlan,
} from "../../engines/importance/index.js";
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

/** What a thread is told: a task, a batch to weigh, or how batches are weighed from now on, which has no answer. */
export type ThreadMessage =
  | LaplaceTask
  | { readonly kind: "batch"; readonly batch: WeighingBatch }
  | { readonly kind: "plan"; readonly plan: WeighingPlan };

export type ThreadAnswer = LaplaceTaskAnswer | WeighedBatch;

/** Answers one task; the same bits in whatever thread. */
export function answerTask(evaluator: PointEvaluator, task: LaplaceTask): LaplaceTaskAnswer {
  const start = startAt(task.start, task.theta);
  return task.kind === "gradient"
    ? evaluator.gradient(task.theta, start)
    : evaluator.conditional(task.theta, start, task.strategy);
}

/** One thread's side: undefined where there is no answer. */
export function openThreadAnswers(
  evaluator: PointEvaluator,
): (message: ThreadMessage) => ThreadAnswer | undefined {
  let weigher: OpenWeigher | undefined;
  return (message) => {
    if (message.kind === "plan") {
      weigher = openWeigher(evaluator, message.plan);
      return undefined;
    }
    if (message.kind !== "batch") return answerTask(evaluator, message);
    if (weigher === undefined) throw new Error("a batch before its plan");
    return weighBatch(weigher, message.batch);
  };
}

/** Threads that each hold the model. */
export interface LaplaceThreads {
  /** Answers in the order of the tasks; `onAnswer` is called after each. */
  answer(
    tasks: readonly LaplaceTask[],
    onAnswer: () => void,
    signal: AbortSignal | undefined,
  ): Promise<readonly LaplaceTaskAnswer[]>;
  /** Weighs batches in the order they have; the calling thread weighs some by `own`. */
  weigh(
    plan: WeighingPlan,
    batches: readonly WeighingBatch[],
    own: (batch: WeighingBatch) => WeighedBatch,
    signal: AbortSignal | undefined,
  ): Promise<readonly WeighedBatch[]>;
  close(): void;
}

/** Opens threads for a model; undefined where there is but one. */
export type OpenLaplaceThreads = (plan: LatentPlan) => LaplaceThreads | undefined;

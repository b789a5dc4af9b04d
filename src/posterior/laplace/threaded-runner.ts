/** Evaluates many points on threads where that is worth starting them, and else in the calling thread. */
import {
  openWeigher,
  weighBatch,
  type OpenWeigher,
  type WeighBatches,
  type WeighedBatch,
  type WeighingBatch,
  type WeighingPlan,
} from "../../engines/importance/index.js";
import type {
  ConditionalAnswer,
  GradientAnswer,
  LaplaceRunner,
  PointEvaluator,
} from "../../engines/laplace/index.js";
import type { LaplaceTask, LaplaceTaskAnswer, LaplaceThreads } from "./laplace-tasks.js";

export interface ThreadedRunner extends LaplaceRunner {
  readonly weigh: WeighBatches;
  close(): void;
}

export interface ThreadedInputs {
  /** For single points. */
  readonly own: LaplaceRunner;
  readonly evaluator: PointEvaluator;
  /** Runs before every batch that is weighed in the calling thread, and may throw. */
  readonly pause: (done: number, total: number) => Promise<void>;
  readonly openThreads: () => LaplaceThreads | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number, total: number) => void;
  /** Called when the signal was aborted while threads worked. */
  readonly stop: () => never;
  readonly now: () => number;
}

/** Seconds of work that pay for starting threads and opening the model in each. */
const worthThreads = 0.4;
/** The same for weighing, of which the first batches, that say how long it will take, are two to three times as slow. */
const worthHelp = 2;
const fewestPoints = 4;

/** Threads that open when there is work for them. */
interface LazyThreads {
  /** For so many seconds of work. */
  get(points: number, seconds: number, worth: number): LaplaceThreads | undefined;
  close(): void;
}

function openLazily(openThreads: ThreadedInputs["openThreads"]): LazyThreads {
  let threads: LaplaceThreads | undefined;
  let opened = false;
  return {
    get(points, seconds, worth) {
      if (points < fewestPoints || seconds < worth) return undefined;
      if (!opened) threads = openThreads();
      opened = true;
      return threads;
    },
    close: () => threads?.close(),
  };
}

/** The calling thread weighs the first batches and tells from them whether others are worth while. */
function openWeighing(
  { evaluator, pause, signal, stop, now }: ThreadedInputs,
  lazy: LazyThreads,
): WeighBatches {
  let known: { readonly plan: WeighingPlan; readonly weigher: OpenWeigher } | undefined;
  let secondsPerBatch = 0;
  return async (plan, batches) => {
    if (known?.plan !== plan) known = { plan, weigher: openWeigher(evaluator, plan) };
    const { weigher } = known;
    const several = lazy.get(batches.length, batches.length * secondsPerBatch, worthHelp);
    if (several) {
      const own = (batch: WeighingBatch) => weighBatch(weigher, batch);
      const shared = await several.weigh(plan, batches, own, signal);
      if (signal?.aborted === true) stop();
      return shared;
    }
    const started = now();
    const weighed: WeighedBatch[] = [];
    for (const batch of batches) {
      await pause(weighed.length, batches.length);
      weighed.push(weighBatch(weigher, batch));
    }
    secondsPerBatch = (now() - started) / Math.max(1, batches.length);
    return weighed;
  };
}

export function threadedRunner(inputs: ThreadedInputs): ThreadedRunner {
  const { own, openThreads, signal, onProgress, stop, now } = inputs;
  const lazy = openLazily(openThreads);
  let secondsPerPoint = 0;

  const spread = async <Answer extends LaplaceTaskAnswer>(
    tasks: readonly LaplaceTask[],
    alone: () => Promise<readonly Answer[]>,
  ): Promise<readonly Answer[]> => {
    const several = lazy.get(tasks.length, tasks.length * secondsPerPoint, worthThreads);
    if (several === undefined) {
      const started = now();
      const answers = await alone();
      secondsPerPoint = (now() - started) / Math.max(1, tasks.length);
      return answers;
    }
    let done = 0;
    const answers = await several.answer(tasks, () => onProgress(++done, tasks.length), signal);
    if (signal?.aborted === true) stop();
    // The kinds of the answers are those of the tasks.
    return answers as readonly Answer[];
  };

  return {
    values: (thetas, start) => own.values(thetas, start),
    roughValues: (thetas, start) => own.roughValues(thetas, start),
    tangent: (theta, start) => own.tangent(theta, start),
    gradients: (thetas, start) =>
      spread<GradientAnswer>(
        thetas.map((theta) => ({ kind: "gradient", theta, start })),
        () => own.gradients(thetas, start),
      ),
    conditionals: (thetas, start, strategy) =>
      spread<ConditionalAnswer>(
        thetas.map((theta) => ({ kind: "conditional", theta, start, strategy })),
        () => own.conditionals(thetas, start, strategy),
      ),
    weigh: openWeighing(inputs, lazy),
    close: () => lazy.close(),
  };
}

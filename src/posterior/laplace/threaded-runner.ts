/** Evaluates many points on threads where that is worth starting them, and else in the calling thread. */
import type {
  ConditionalAnswer,
  GradientAnswer,
  LaplaceRunner,
} from "../../engines/laplace/index.js";
import type { LaplaceTask, LaplaceTaskAnswer, LaplaceThreads } from "./laplace-tasks.js";

export interface ThreadedRunner extends LaplaceRunner {
  close(): void;
}

export interface ThreadedInputs {
  /** For single points. */
  readonly own: LaplaceRunner;
  readonly openThreads: () => LaplaceThreads | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number, total: number) => void;
  /** Called when the signal was aborted while threads worked. */
  readonly stop: () => never;
  readonly now: () => number;
}

/** Seconds of work that pay for starting threads and opening the model in each. */
const worthThreads = 0.4;
const fewestPoints = 4;

export function threadedRunner(inputs: ThreadedInputs): ThreadedRunner {
  const { own, openThreads, signal, onProgress, stop, now } = inputs;
  let threads: LaplaceThreads | undefined;
  let opened = false;
  let secondsPerPoint = 0;

  const threadsFor = (points: number): LaplaceThreads | undefined => {
    if (points < fewestPoints || points * secondsPerPoint < worthThreads) return undefined;
    if (!opened) threads = openThreads();
    opened = true;
    return threads;
  };

  const spread = async <Answer extends LaplaceTaskAnswer>(
    tasks: readonly LaplaceTask[],
    alone: () => Promise<readonly Answer[]>,
  ): Promise<readonly Answer[]> => {
    const several = threadsFor(tasks.length);
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
    close: () => threads?.close(),
  };
}

/** Runs a variational engine in the calling thread, pausing now and then so that a signal can arrive. */
import type {
  VariationalProgress,
  VariationalRun,
} from "../../engines/variational/variational-progress.js";

export interface VariationalFitOptions {
  readonly onProgress?: ((progress: VariationalProgress) => void) | undefined;
  /** Once aborted, the fit rejects: an approximation has nothing to keep before its end. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds on a clock that only goes forward. */
  readonly now?: (() => number) | undefined;
}

/** Seconds between two pauses in which the host may handle its events. */
const pauseEvery = 0.05;

export async function runInTurns<Result>(
  run: VariationalRun<Result>,
  { onProgress, signal }: VariationalFitOptions,
  now: () => number,
): Promise<Result> {
  let paused = now();
  let step = run.next(signal?.aborted === true);
  while (step.done !== true) {
    onProgress?.(step.value);
    if (now() - paused > pauseEvery) {
      await new Promise((resume) => setTimeout(resume, 0));
      paused = now();
    }
    step = run.next(signal?.aborted === true);
  }
  return step.value;
}

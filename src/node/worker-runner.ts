/** Runs chains in worker threads. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ChainOutcome } from "../engines/nuts/index.js";
import type { ChainJob, ChainRunner, RunOptions } from "../posterior/index.js";
import type { WorkerMessage, WorkerTask } from "./worker-messages.js";

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/chain-worker.js" : "./chain-worker.js",
  import.meta.url,
);

export interface WorkerOptions {
  readonly threads?: number;
  /** Seconds on a clock that only goes forward. */
  readonly now?: () => number;
}

/** Threads take about this long to start and to warm up: shorter runs do without. */
const secondsOfThreads = 1.5;

/**
 * A runner with one worker thread per chain, at most `threads` of them; a worker with several chains runs
 * them in turns. When not given: all threads that the machine has, or none for a run that is over sooner
 * than they start. The draws do not depend on it.
 */
export function workerRunner(options: WorkerOptions = {}): ChainRunner {
  const threads = Math.max(1, options.threads ?? availableParallelism());
  const { now = () => performance.now() / 1000 } = options;
  return async (jobs, runOptions) => {
    if (options.threads === undefined) {
      // Only a fit needs the room, and the prompt opens without.
      const { estimateRun, inProcessRunner, timeGradient } = await import("../posterior/index.js");
      const [job] = jobs;
      const isShort = (seconds: number): boolean => estimateRun(jobs, seconds) < secondsOfThreads;
      // Slow evaluations become faster while they are timed, so that the first fast one decides.
      const seconds = runOptions.secondsPerGradient ?? (job ? timeGradient(job, now, isShort) : 0);
      if (isShort(seconds)) return inProcessRunner(jobs, runOptions);
    }
    const stop = new SharedArrayBuffer(4);
    const stopAll = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
    const { signal } = runOptions;
    if (signal?.aborted === true) stopAll();
    signal?.addEventListener("abort", stopAll);
    const follow = runOptions.onBlock !== undefined;
    const shares = shareOut(jobs, Math.min(threads, jobs.length));
    try {
      const outcomes = await Promise.all(
        shares.map((share) => runShare({ jobs: share, stop, follow }, runOptions, stopAll)),
      );
      return jobs
        .map((_, index) => outcomes[index % shares.length]?.[Math.floor(index / shares.length)])
        .filter((outcome) => outcome !== undefined);
    } finally {
      signal?.removeEventListener("abort", stopAll);
    }
  };
}

/** Deals the jobs out like cards. */
function shareOut(jobs: readonly ChainJob[], workers: number): readonly (readonly ChainJob[])[] {
  return Array.from({ length: workers }, (_, worker) =>
    jobs.filter((_job, index) => index % workers === worker),
  );
}

/** One worker from start to end; a failure stops the other workers' chains too. */
function runShare(
  task: WorkerTask,
  { onProgress, onBlock }: RunOptions,
  stopAll: () => void,
): Promise<readonly ChainOutcome[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task });
    let finished = false;
    const fail = (error: Error): void => {
      if (!finished) stopAll();
      reject(error);
    };
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "progress") {
        onProgress?.(message.progress);
        return;
      }
      if (message.kind === "block") {
        onBlock?.(message.block);
        return;
      }
      finished = true;
      if (message.outcomes.some(({ kind }) => kind === "failure")) stopAll();
      resolve(message.outcomes);
    });
    worker.on("error", fail);
    worker.on("exit", (code) =>
      fail(new Error(`a chain worker ended with code ${code} before its chains`)),
    );
  });
}

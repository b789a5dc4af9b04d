/** Runs chains of ecological inference in worker threads, one chain a thread at a time. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ChainOutcome } from "../engines/nuts/index.js";
import type { MarginsJob, MarginsRunner } from "../workflows/ecological/margins/index.js";

export interface MarginsTask {
  readonly job: MarginsJob;
  /** One 32-bit integer, set to 1 when the chain is to stop. */
  readonly stop: SharedArrayBuffer;
}

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/margins-worker.js" : "./margins-worker.js",
  import.meta.url,
);

function runOne(task: MarginsTask): Promise<ChainOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task });
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", (code) =>
      reject(new Error(`a chain worker ended with code ${code} before its chain`)),
    );
  });
}

/** At most `threads` chains at once; all that the machine has when not given. Draws do not depend on it. */
export function marginsThreads(threads: number = availableParallelism()): MarginsRunner {
  return async (jobs, signal) => {
    const stop = new SharedArrayBuffer(4);
    const stopAll = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
    if (signal?.aborted === true) stopAll();
    signal?.addEventListener("abort", stopAll);
    const outcomes: ChainOutcome[] = [];
    const waiting = jobs.entries();
    const take = async (): Promise<void> => {
      for (const [at, job] of waiting) outcomes[at] = await runOne({ job, stop });
    };
    try {
      await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, take));
      return outcomes;
    } finally {
      stopAll();
      signal?.removeEventListener("abort", stopAll);
    }
  };
}

/** Worker threads that evaluate points of a nested Laplace approximation. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type {
  LaplaceTask,
  LaplaceTaskAnswer,
  LaplaceThreads,
  OpenLaplaceThreads,
} from "../posterior/index.js";

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/laplace-worker.js" : "./laplace-worker.js",
  import.meta.url,
);

/** One task at a time on one worker. */
function askWorker(worker: Worker, task: LaplaceTask): Promise<LaplaceTaskAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      act();
    };
    const onMessage = (answer: LaplaceTaskAnswer): void => settle(() => resolve(answer));
    const onError = (error: Error): void => settle(() => reject(error));
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(task);
  });
}

/**
 * As many threads as the machine has, or `threads`; idle ones take the next task, and answers keep the
 * order of the tasks. What a task answers does not depend on the thread.
 */
export function laplaceThreads(options: { readonly threads?: number } = {}): OpenLaplaceThreads {
  const count = Math.max(1, options.threads ?? availableParallelism());
  return (plan) => {
    if (count < 2) return undefined;
    const workers = Array.from(
      { length: count },
      () => new Worker(workerFile, { workerData: plan }),
    );
    const threads: LaplaceThreads = {
      async answer(tasks, onAnswer, signal) {
        const answers: LaplaceTaskAnswer[] = [];
        const waiting = tasks.entries();
        const work = async (worker: Worker): Promise<void> => {
          for (const [at, task] of waiting) {
            if (signal?.aborted === true) return;
            answers[at] = await askWorker(worker, task);
            onAnswer();
          }
        };
        await Promise.all(workers.map(work));
        return answers;
      },
      close: () => workers.forEach((worker) => void worker.terminate()),
    };
    return threads;
  };
}

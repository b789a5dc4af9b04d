/** One worker thread that holds a latent Gaussian model and answers what it is asked, in turn. */
import { Worker } from "node:worker_threads";
import type { LatentPlan } from "../compiler/index.js";
import type { WeighedBatch, WeighingBatch, WeighingPlan } from "../engines/importance/index.js";
import type {
  LaplaceTask,
  LaplaceTaskAnswer,
  ThreadAnswer,
  ThreadMessage,
} from "../posterior/index.js";

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/laplace-worker.js" : "./laplace-worker.js",
  import.meta.url,
);

export interface HiredWorker {
  readonly answer: (task: LaplaceTask) => Promise<LaplaceTaskAnswer>;
  /** How it weighs batches from now on. */
  readonly follow: (plan: WeighingPlan) => void;
  readonly weigh: (batch: WeighingBatch) => Promise<WeighedBatch>;
  readonly dismiss: () => void;
}

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function hireWorker(model: LatentPlan): HiredWorker {
  const worker = new Worker(workerFile, { workerData: model });
  const waiting: Waiting[] = [];
  let followed: WeighingPlan | undefined;
  let failure: Error | undefined;
  worker.on("message", (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
  worker.on("error", (error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  const ask = (message: ThreadMessage): Promise<ThreadAnswer> =>
    new Promise((resolve, reject) => {
      if (failure) reject(failure);
      else {
        waiting.push({ resolve, reject });
        worker.postMessage(message);
      }
    });
  return {
    // The kinds of the answers are those of the questions.
    answer: async (task) => (await ask(task)) as LaplaceTaskAnswer,
    weigh: async (batch) => (await ask({ kind: "batch", batch })) as WeighedBatch,
    follow(plan) {
      if (plan !== followed) worker.postMessage({ kind: "plan", plan });
      followed = plan;
    },
    dismiss: () => void worker.terminate(),
  };
}

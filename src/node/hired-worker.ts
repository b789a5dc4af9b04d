/** One worker thread that holds a latent Gaussian model and answers what it is asked, in turn. */
import { Worker } from "node:worker_threads";
import type { LatentPlan } from "../compiler/index.js";
import type { ThreadAnswer, ThreadMessage } from "../posterior/index.js";

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/laplace-worker.js" : "./laplace-worker.js",
  import.meta.url,
);

type WeighingPlan = Extract<ThreadMessage, { readonly kind: "plan" }>["plan"];

export interface HiredWorker {
  ask(message: Exclude<ThreadMessage, { readonly kind: "plan" }>): Promise<ThreadAnswer>;
  /** How it weighs batches from now on. */
  follow(plan: WeighingPlan): void;
  dismiss(): void;
}

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function hireWorker(model: LatentPlan): HiredWorker {
  const worker = new Worker(workerFile, { workerData: model });
  const waiting: Waiting[] = [];
  let followed: WeighingPlan | undefined;
  worker.on("message", (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
  let failure: Error | undefined;
  worker.on("error", (error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        worker.postMessage(message);
      }),
    follow(plan) {
      if (plan !== followed) worker.postMessage({ kind: "plan", plan });
      followed = plan;
    },
    dismiss: () => void worker.terminate(),
  };
}

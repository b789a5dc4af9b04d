/** Predicts in worker threads, each a range of the rows. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  openProbabilities,
  type PredictionJob,
  type PredictionRunner,
  type RaceProbabilities,
} from "../networks/index.js";
import { shareColumns } from "./shared-rows.js";

export interface PredictionTask {
  readonly job: PredictionJob;
  readonly range: readonly [number, number];
  readonly into: readonly RaceProbabilities[];
}

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts")
    ? "../../dist/src/node/prediction-worker.js"
    : "./prediction-worker.js",
  import.meta.url,
);

function runOne(task: PredictionTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a predicting thread ended with code ${code}`));
    });
  });
}

/** All threads that the machine has when not given; probabilities do not depend on it. */
export function predictionThreads(threads: number = availableParallelism()): PredictionRunner {
  return async (job) => {
    const { rows } = job.rows;
    const shared = { ...job, rows: shareColumns(job.rows) };
    const into = openProbabilities(job, (bytes) => new SharedArrayBuffer(bytes));
    const border = (part: number): number => Math.floor((rows * part) / threads);
    await Promise.all(
      Array.from({ length: threads }, (_, part) =>
        runOne({ job: shared, range: [border(part), border(part + 1)], into }),
      ),
    );
    return into.map((race) => ({ ...race, values: Float32Array.from(race.values) }));
  };
}

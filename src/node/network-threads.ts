/** Trains a network in worker threads that share its numbers; the first of them tells how it goes. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  openSharedNumbers,
  sharedSizes,
  type JobState,
  type NetworkRunner,
  type RunnerHooks,
  type SharedNumbers,
  type TrainingJob,
  type TrainingOutcome,
} from "../networks/index.js";
import type { EpochTrace } from "../networks/index.js";
import { shareRows } from "./shared-rows.js";
import { meetingBytes } from "./thread-meeting.js";

export interface NetworkTask {
  readonly job: TrainingJob;
  readonly shared: SharedNumbers;
  readonly member: number;
  readonly members: number;
  readonly meeting: Int32Array;
  /** One 32-bit integer, set to 1 when the training is to stop. */
  readonly stop: SharedArrayBuffer;
  readonly wantsState: boolean;
}

export type NetworkMessage =
  | { readonly kind: "epoch"; readonly trace: EpochTrace; readonly state?: JobState }
  | { readonly kind: "outcome"; readonly outcome: TrainingOutcome };

/** The compiled worker; beside this file, or in dist when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/src/node/network-worker.js" : "./network-worker.js",
  import.meta.url,
);

/** The outcome of the first member; rejects as soon as any member fails. */
function followMembers(
  workers: readonly Worker[],
  { onEpoch, onState }: RunnerHooks,
): Promise<TrainingOutcome> {
  return new Promise((resolve, reject) => {
    workers.forEach((worker) => {
      worker.on("message", (message: NetworkMessage) => {
        if (message.kind === "outcome") resolve(message.outcome);
        else {
          onEpoch(message.trace);
          if (message.state) onState?.(message.state);
        }
      });
      worker.on("error", reject);
      worker.on("exit", (code) => {
        if (code !== 0) reject(new Error(`a training thread ended with code ${code}`));
      });
    });
  });
}

/** All threads that the machine has when not given; results do not depend on it. */
export function networkThreads(threads: number = availableParallelism()): NetworkRunner {
  return async (job, hooks) => {
    const allocate = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
    const base = {
      job: { ...job, rows: shareRows(job.rows) },
      shared: openSharedNumbers(sharedSizes(job), allocate),
      members: threads,
      meeting: new Int32Array(allocate(meetingBytes)),
      stop: allocate(4),
      wantsState: hooks.onState !== undefined,
    };
    const stop = (): void => void Atomics.store(new Int32Array(base.stop), 0, 1);
    if (hooks.signal?.aborted === true) stop();
    hooks.signal?.addEventListener("abort", stop);
    const workers = Array.from({ length: threads }, (_, member) => {
      const workerData: NetworkTask = { ...base, member };
      return new Worker(workerFile, { workerData });
    });
    try {
      return await followMembers(workers, hooks);
    } finally {
      hooks.signal?.removeEventListener("abort", stop);
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  };
}

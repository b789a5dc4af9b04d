/** Trains in this thread, with pauses in which events pass: the runner where there are no threads. */
import type { NetworkBackend } from "../kernels/network-kernels.js";
import type { NetworkRunner } from "../training-run.js";
import { openSharedNumbers } from "./shared-numbers.js";
import { alone } from "./team.js";
import { openMemberTraining } from "./train-member.js";
import { sharedSizes } from "./trainee.js";

/** Seconds between two pauses. */
const pauseEvery = 0.03;

/** A backend other than the fastest for tests: the bits are the same. */
export function trainInProcess(backend?: NetworkBackend): NetworkRunner {
  return async (job, { onEpoch, onState, signal }) => {
    const shared = openSharedNumbers(sharedSizes(job), (bytes) => new ArrayBuffer(bytes));
    const team = alone(() => signal?.aborted === true);
    const { events, state } = openMemberTraining(job, shared, team, backend);
    let paused = performance.now() / 1000;
    let step = events.next();
    while (step.done !== true) {
      if (step.value.kind === "epoch") {
        onEpoch(step.value.trace);
        if (step.value.complete) onState?.(state());
      }
      if (performance.now() / 1000 - paused > pauseEvery) {
        await new Promise((resume) => setTimeout(resume, 0));
        paused = performance.now() / 1000;
      }
      step = events.next();
    }
    return step.value;
  };
}

/** The worker thread's side of a training: one member of the team. */
import { parentPort, workerData } from "node:worker_threads";
import { openMemberTraining } from "../networks/index.js";
import type { NetworkMessage, NetworkTask } from "./network-threads.js";
import { meetAt } from "./thread-meeting.js";

const port = parentPort;
if (port === null) throw new Error("network-worker runs in a worker thread only");
const { job, shared, member, members, meeting, stop, wantsState } = workerData as NetworkTask;
const flag = new Int32Array(stop);
const { events, state } = openMemberTraining(job, shared, {
  member,
  members,
  meet: () => meetAt(meeting, members),
  stopWished: () => Atomics.load(flag, 0) === 1,
});
const tell = (message: NetworkMessage): void => {
  if (member === 0) port.postMessage(message);
};
let step = events.next();
while (step.done !== true) {
  const { value } = step;
  if (value.kind === "epoch") {
    tell({
      kind: "epoch",
      trace: value.trace,
      ...(wantsState && value.complete && member === 0 && { state: state() }),
    });
  }
  step = events.next();
}
tell({ kind: "outcome", outcome: step.value });

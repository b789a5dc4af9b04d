/** The worker thread's side: runs its chains in turns and tells the main thread how they fare. */
import { parentPort, workerData } from "node:worker_threads";
import type { ChainBlock, ChainOutcome, ChainProgress } from "../engines/nuts/index.js";
import { interleave, openChains } from "../posterior/chain-runner.js";
import type { WorkerMessage, WorkerTask } from "./worker-messages.js";

/** Seconds between two progress messages about one chain. */
const reportEvery = 0.1;

function now(): number {
  return performance.now() / 1000;
}

/** Tells of a chain's first report, of its last, of changes of phase, and of others now and then. */
function openThrottle(): (progress: ChainProgress) => boolean {
  const last = new Map<number, { readonly phase: string; readonly time: number }>();
  return ({ chain, phase, iteration, total }) => {
    const before = last.get(chain);
    const time = now();
    const due = before?.phase !== phase || iteration === total || time - before.time > reportEvery;
    if (due) last.set(chain, { phase, time });
    return due;
  };
}

function runTask(
  { jobs, stop, follow }: WorkerTask,
  post: (message: WorkerMessage) => void,
): readonly ChainOutcome[] {
  const flag = new Int32Array(stop);
  const tells = openThrottle();
  const stopped = (): boolean => Atomics.load(flag, 0) === 1;
  const onBlock = (block: ChainBlock): void => post({ kind: "block", block });
  const chains = interleave(openChains(jobs, now, follow ? onBlock : undefined));
  let step = chains.next(stopped());
  while (step.done !== true) {
    if (tells(step.value)) post({ kind: "progress", progress: step.value });
    step = chains.next(stopped());
  }
  return step.value;
}

const port = parentPort;
if (port === null) throw new Error("chain-worker runs in a worker thread only");
const outcomes = runTask(workerData as WorkerTask, (message) => port.postMessage(message));
const buffers = outcomes.flatMap((outcome) =>
  outcome.kind === "draws" ? [outcome.positions.buffer as ArrayBuffer] : [],
);
port.postMessage({ kind: "outcomes", outcomes } satisfies WorkerMessage, buffers);

/** The worker thread's side of ecological inference: runs the chain that it is given to its end. */
import { parentPort, workerData } from "node:worker_threads";
import { openMarginsChain } from "../workflows/ecological/margins/index.js";
import type { MarginsTask } from "./margins-threads.js";

const port = parentPort;
if (port === null) throw new Error("margins-worker runs in a worker thread only");
const { job, stop } = workerData as MarginsTask;
const flag = new Int32Array(stop);
const chain = openMarginsChain(job, () => performance.now() / 1000);
let step = chain.next();
while (step.done !== true) step = chain.next(Atomics.load(flag, 0) === 1);
port.postMessage(step.value);

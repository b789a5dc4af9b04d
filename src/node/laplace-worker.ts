/** The worker thread's side of an approximation: holds the model and answers one task after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { openLatentGaussian, type LatentPlan } from "../compiler/index.js";
import { openPointEvaluator } from "../engines/laplace/index.js";
import { answerTask, type LaplaceTask } from "../posterior/index.js";

const port = parentPort;
if (port === null) throw new Error("laplace-worker runs in a worker thread only");
const evaluator = openPointEvaluator(openLatentGaussian(workerData as LatentPlan));
port.on("message", (task: LaplaceTask) => port.postMessage(answerTask(evaluator, task)));

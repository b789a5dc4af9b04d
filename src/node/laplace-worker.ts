/** The worker thread's side of an approximation: holds the model and answers one task after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { openLatentGaussian, type LatentPlan } from "../compiler/index.js";
import { openPointEvaluator } from "../engines/laplace/index.js";
import { openThreadAnswers, type ThreadMessage } from "../posterior/index.js";

const port = parentPort;
if (port === null) throw new Error("laplace-worker runs in a worker thread only");
const answer = openThreadAnswers(openPointEvaluator(openLatentGaussian(workerData as LatentPlan)));
port.on("message", (message: ThreadMessage) => {
  const found = answer(message);
  if (found !== undefined) port.postMessage(found);
});

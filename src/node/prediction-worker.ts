/** The worker thread's side of a prediction: fills its range of rows. */
import { workerData } from "node:worker_threads";
import { predictRange } from "../networks/index.js";
import type { PredictionTask } from "./prediction-threads.js";

const { job, range, into } = workerData as PredictionTask;
const draws = predictRange(job, range, into);
while (draws.next().done !== true);

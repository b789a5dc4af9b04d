/** The Node entry, `mlm/node`: files and worker threads. */
export { checkpointFile } from "./checkpoint-file.js";
export { chartToPng } from "./chart-to-png.js";
export { laplaceThreads } from "./laplace-threads.js";
export { marginsThreads } from "./margins-threads.js";
export { networkThreads } from "./network-threads.js";
export { nodeHost } from "./node-host.js";
export type { NodeHostOptions } from "./node-host.js";
export { load, save } from "./fit-files.js";
export { predictionThreads } from "./prediction-threads.js";
export { readNeighbours } from "./read-neighbours.js";
export { read } from "./read-frame.js";
export { workerRunner } from "./worker-runner.js";

/**
 * node test/bench/ecological/network-speed.mjs [--size medium] [--epochs 40] [--threads 2] [--kind dense] [--bayes]
 * After a build: what an epoch over a simulated election costs, three contests jointly, hidden layers of 64, 64, 64.
 */
import { parseArgs } from "node:util";
import {
  defaultTraining,
  meanProbabilities,
  trainNetwork,
} from "../../../dist/src/networks/index.js";
import { networkThreads, predictionThreads } from "../../../dist/src/node/index.js";
import { electionSizes } from "../../../dist/src/workflows/ecological/simulator/index.js";
import { peakBytes, resetPeak } from "../peak-memory.mjs";
import { drawElection, networkRaces, networkRows } from "./simulated-rows.mjs";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "medium" },
    epochs: { type: "string", default: "40" },
    threads: { type: "string", default: "2" },
    kind: { type: "string", default: "dense" },
    hidden: { type: "string", default: "64,64,64" },
    bayes: { type: "boolean", default: false },
  },
});

function readData() {
  const election = drawElection({
    ...electionSizes[values.size],
    seed: 1,
    typical: true,
    interactions: 1,
    context: 0,
  });
  return { rows: networkRows(election), races: networkRaces(election) };
}

const { rows, races } = readData();
const inputBytes = [
  ...rows.categories.map(({ codes }) => codes.byteLength),
  ...rows.numeric.map((column) => column.values.byteLength),
].reduce((sum, bytes) => sum + bytes, 0);
const shape = {
  kind: values.kind,
  hidden: values.hidden.split(",").filter(Boolean).map(Number),
  ...(values.bayes && { bayes: { scale: 1 } }),
};
const settings = { ...defaultTraining, epochs: Number(values.epochs), restarts: 1 };
globalThis.gc?.();
resetPeak();
const times = [performance.now()];
const before = process.cpuUsage();
const network = await trainNetwork(rows, races, shape, settings, {
  runner: networkThreads(Number(values.threads)),
  onProgress: () => times.push(performance.now()),
});
const { user, system } = process.cpuUsage(before);
const seconds = (times.at(-1) - times[0]) / 1000;
const each = times.slice(1).map((time, epoch) => (time - times[epoch]) / 1000);
const from = performance.now();
await meanProbabilities(network, rows, {
  draws: 1,
  seed: 1,
  runner: predictionThreads(Number(values.threads)),
});
console.log(
  JSON.stringify({
    voters: rows.rows,
    precincts: rows.unitStart.length - 1,
    input_bytes_a_voter: inputBytes / rows.rows,
    shape,
    threads: Number(values.threads),
    epochs: settings.epochs,
    seconds,
    seconds_an_epoch: each.toSorted((a, b) => a - b)[each.length >> 1],
    processor_seconds_an_epoch: (user + system) / 1e6 / settings.epochs,
    peak_megabytes: peakBytes() / 1e6,
    held_out_r2: network.networks[0].trace.at(-1).heldOut.rSquared,
    prediction_seconds: (performance.now() - from) / 1000,
  }),
);

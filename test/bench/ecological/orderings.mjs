/**
 * node test/bench/ecological/orderings.mjs RESULTS.jsonl [--first 1] [--seeds 5] [--threads 2] [--epochs 50] [--restarts 3]
 * The sweep behind the orderings of Table 1: networks on simulated elections of 60,000 voters in 400 precincts, one
 * JSON line a run. Runs that the file has already are skipped, so that it can be stopped and started again.
 * node test/bench/ecological/orderings.mjs RESULTS.jsonl --signs prints the sign tests of the runs in the file.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defaultTraining, trainNetwork } from "../../../dist/src/networks/index.js";
import { networkThreads } from "../../../dist/src/node/index.js";
import { measureRun } from "./measure-run.mjs";
import { printSigns } from "./ordering-signs.mjs";
import { drawElection, networkRaces, networkRows } from "./simulated-rows.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    first: { type: "string", default: "1" },
    seeds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    epochs: { type: "string", default: String(defaultTraining.epochs) },
    restarts: { type: "string", default: "3" },
    only: { type: "string" },
    signs: { type: "boolean", default: false },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error("usage: orderings.mjs RESULTS.jsonl");

const truths = [
  { interactions: 1, context: 0 },
  { interactions: 1.6, context: -2 },
];

const width = 64;
const scale = 1;
const deep = [width, width];
/** The linear baseline, nearly convex, is trained to its optimum; `short` as nets are, which stops it early. */
const linearRate = 0.02;

const configurations = [
  { name: "dense 0", kind: "dense", hidden: [], joint: true, learningRate: linearRate },
  { name: "dense 2", kind: "dense", hidden: deep, joint: true },
  { name: "mlm 2", kind: "deep_mlm", hidden: deep, joint: true },
  {
    name: "dense 0 bayes",
    kind: "dense",
    hidden: [],
    bayes: { scale },
    joint: true,
    learningRate: linearRate,
  },
  { name: "dense 2 bayes", kind: "dense", hidden: deep, bayes: { scale }, joint: true },
  { name: "mlm 2 bayes", kind: "deep_mlm", hidden: deep, bayes: { scale }, joint: true },
  { name: "dense 0 short", kind: "dense", hidden: [], joint: true },
  { name: "dense 2 independent", kind: "dense", hidden: deep, joint: false },
];

function readRuns() {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function run(
  election,
  data,
  { name, joint, learningRate = defaultTraining.learningRate, ...shape },
  truth,
  seed,
) {
  const settings = {
    ...defaultTraining,
    seed,
    epochs: Number(values.epochs),
    restarts: Number(values.restarts),
    joint,
    learningRate,
  };
  const start = performance.now();
  const before = process.cpuUsage();
  const network = await trainNetwork(data.rows, data.races, shape, settings, {
    runner: networkThreads(Number(values.threads)),
  });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const measures = await measureRun(election, data.rows, network, { draws: 32, seed });
  return {
    configuration: name,
    ...truth,
    seed,
    ...measures,
    seconds,
    processor_seconds: (user + system) / 1e6,
    restarts: network.networks.map(({ restart, trace }) => ({
      chosen: restart,
      fits: trace
        .filter(({ epoch }) => epoch === settings.epochs)
        .map(({ loss, heldOut }) => ({
          loss,
          held_out_loss: heldOut.loss,
          held_out_r2: heldOut.rSquared,
        })),
    })),
    settings: { epochs: settings.epochs, width, scale, learning_rate: settings.learningRate },
  };
}

async function sweep() {
  const done = new Set(
    readRuns().map((r) => JSON.stringify([r.configuration, r.interactions, r.context, r.seed])),
  );
  for (let seed = Number(values.first); seed <= Number(values.seeds); seed++) {
    for (const truth of truths) {
      const election = drawElection({
        voters: 60_000,
        precincts: 400,
        seed,
        typical: true,
        ...truth,
      });
      const data = { rows: networkRows(election), races: networkRaces(election) };
      for (const configuration of configurations) {
        if (values.only !== undefined && configuration.name !== values.only) continue;
        const key = [configuration.name, truth.interactions, truth.context, seed];
        if (done.has(JSON.stringify(key))) continue;
        const line = await run(election, data, configuration, truth, seed);
        appendFileSync(file, `${JSON.stringify(line)}\n`);
        console.log(
          `${key.join(" ")}: demo ${line.demo_mse.toFixed(5)} party ${line.party_rmse.toFixed(3)} R2 ` +
            `${line.test_r2.toFixed(3)} cov ${line.cov_mse.toFixed(5)} D>R ${line.d_to_r[0].toFixed(3)} ` +
            `(${line.d_to_r_truth[0].toFixed(3)}) LOO ${line.loo_r2.toFixed(4)}, ${line.seconds.toFixed(1)} s`,
        );
      }
    }
  }
}

if (values.signs) printSigns(readRuns());
else await sweep();

/**
 * Prints time and memory of 12,000 cells × 8,000 draws to 50 states, draws already in memory; with
 * `several`, to states, ages and both crossed with their totals; with `calibrated`, to known states.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { frameFromColumns } from "../../dist/src/data/index.js";
import { openEvaluator } from "../../dist/src/kernels/index.js";
import { openStream } from "../../dist/src/math/index.js";
import { defaultNutsSettings } from "../../dist/src/engines/nuts/index.js";
import { poststratify } from "../../dist/src/workflows/mrp/index.js";
import { compileFormula, mrpCellsFile, mrpFormula, readFrame } from "./gradient-sets.mjs";

const chains = 4;
const drawsPerChain = 2000;

/** Draws of plausible size: reported parameters at random positions near the origin. */
function someDraws(model) {
  const random = openStream(1, "bench");
  const width = model.parameters.length;
  const values = new Float64Array(chains * drawsPerChain * width);
  const { report } = openEvaluator(model.plan);
  const position = new Float64Array(model.plan.dimension);
  for (let draw = 0; draw < chains * drawsPerChain; draw++) {
    for (let k = 0; k < position.length; k++) position[k] = 0.3 * random.normal();
    report(position, values.subarray(draw * width, (draw + 1) * width));
  }
  return { parameters: model.parameters, chains, drawsPerChain, values };
}

/** Linux forgets the highest resident size when asked; elsewhere no figure is printed. */
function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    return;
  }
}

function peakBytes() {
  try {
    return 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return Number.NaN;
  }
}

const model = compileFormula(mrpFormula, readFrame(mrpCellsFile, "cells"), "binomial");
const frame = readFrame(join(mrpCellsFile, "..", "mrp_frame.csv"), "frame");
const posterior = {
  kind: "fit",
  model,
  engine: "nuts",
  settings: defaultNutsSettings,
  draws: someDraws(model),
  statistics: [],
  seconds: {},
  diagnostics: [],
  interrupted: false,
};
const states = frame.columns.find(({ name }) => name === "state").levels;
const share = Float64Array.from(states, (_, state) => 0.3 + 0.008 * state);
const known = frameFromColumns("known", { state: states, share }, { report: () => undefined });
const questions = {
  plain: { by: ["state"] },
  several: { by: [["state", "age"], ["eth"], ["edu"]], totals: true },
  calibrated: { by: ["state", "age"], totals: true, calibrate: { frame: known } },
};
const question = questions[process.argv[2] ?? "plain"];
resetPeak();
const peakBefore = peakBytes();
const from = performance.now();
const cpu = process.cpuUsage();
const errors = [];
const estimates = poststratify(
  posterior,
  frame,
  { ...question, weight: "n", newLevels: "gaussian", seed: 1 },
  { report: (diagnostic) => diagnostic.severity === "error" && errors.push(diagnostic.message) },
);
if (estimates === undefined) throw new Error(errors.join("\n"));
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    wall_s: (performance.now() - from) / 1000,
    cpu_s: (user + system) / 1e6,
    peak_mb_beyond_draws: (peakBytes() - peakBefore) / 2 ** 20,
    areas: estimates.areas.length,
  }),
);

/**
 * Prints time and memory of 12,000 cells × 8,000 draws to 50 states, draws already in memory; with
 * `several`, to states, ages and both crossed with their totals; with `calibrated`, to known states.
 */
import { join } from "node:path";
import { frameFromColumns } from "../../dist/src/data/index.js";
import { poststratify } from "../../dist/src/workflows/mrp/index.js";
import { compileFormula, mrpCellsFile, mrpFormula, readFrame } from "./gradient-sets.mjs";
import { madeUpFit } from "./made-up-fit.mjs";
import { peakBytes, resetPeak } from "./peak-memory.mjs";

const model = compileFormula(mrpFormula, readFrame(mrpCellsFile, "cells"), "binomial");
const frame = readFrame(join(mrpCellsFile, "..", "mrp_frame.csv"), "frame");
const posterior = madeUpFit(model);
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

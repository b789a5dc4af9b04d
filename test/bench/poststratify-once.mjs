/** Prints time and memory of 12,000 cells × 8,000 draws to 50 states, draws already in memory. */
import { join } from "node:path";
import { poststratify } from "../../dist/src/workflows/mrp/index.js";
import { compileFormula, mrpCellsFile, mrpFormula, readFrame } from "./gradient-sets.mjs";
import { madeUpFit } from "./made-up-fit.mjs";
import { peakBytes, resetPeak } from "./peak-memory.mjs";

const model = compileFormula(mrpFormula, readFrame(mrpCellsFile, "cells"), "binomial");
const frame = readFrame(join(mrpCellsFile, "..", "mrp_frame.csv"), "frame");
const posterior = madeUpFit(model);
resetPeak();
const peakBefore = peakBytes();
const from = performance.now();
const cpu = process.cpuUsage();
const errors = [];
const estimates = poststratify(
  posterior,
  frame,
  { by: ["state"], weight: "n", newLevels: "gaussian", seed: 1 },
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

/**
 * Prints time and memory of questions over 12,000 cells × 8,000 draws, draws already in memory:
 * predictions averaged over all cells, differences between two levels averaged by state, and
 * predictions of the first 3,000 cells one by one.
 */
import { join } from "node:path";
import { selectRows } from "../../dist/src/data/index.js";
import { askingDefaults, interpret } from "../../dist/src/workflows/interpret/index.js";
import { compileFormula, mrpCellsFile, mrpFormula, readFrame } from "./gradient-sets.mjs";
import { madeUpFit } from "./made-up-fit.mjs";
import { peakBytes, resetPeak } from "./peak-memory.mjs";

const model = compileFormula(mrpFormula, readFrame(mrpCellsFile, "cells"), "binomial");
const frame = readFrame(join(mrpCellsFile, "..", "mrp_frame.csv"), "frame");
const some = selectRows(
  frame,
  Int32Array.from({ length: 3000 }, (_, row) => row),
  "some",
);
const posterior = madeUpFit(model);
const base = { ...askingDefaults, frame };
const averaged = { ...base, weight: { name: "n" } };
const contrast = { name: "eth", values: [{ value: "Black" }, { value: "White" }] };
const questions = {
  averaged: { ...averaged, kind: "predictions", averageBy: "all" },
  compared: {
    ...averaged,
    kind: "comparisons",
    contrast,
    comparison: { kind: "difference" },
    averageBy: [{ name: "state" }],
  },
  one_by_one: { ...base, kind: "predictions", frame: some },
};

const figures = {};
for (const [name, question] of Object.entries(questions)) {
  resetPeak();
  const before = peakBytes();
  const cpu = process.cpuUsage();
  const from = performance.now();
  const errors = [];
  const report = ({ severity, message }) => severity === "error" && errors.push(message);
  const table = interpret(posterior, question, { report });
  if (table === undefined) throw new Error(errors.join("\n"));
  const { user, system } = process.cpuUsage(cpu);
  figures[`${name}_wall_s`] = (performance.now() - from) / 1000;
  figures[`${name}_cpu_s`] = (user + system) / 1e6;
  figures[`${name}_peak_mb_beyond_draws`] = (peakBytes() - before) / 2 ** 20;
}
console.log(JSON.stringify(figures));

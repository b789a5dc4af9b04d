/**
 * `node test/bench/inla-fresh.mjs`: what the nested Laplace engine takes in fresh processes, DIC and WAIC
 * included, as one JSON line a set: the election on three simulated data sets, and MRP on the real cells.
 * Median and worst of seven processes; what comes before and after the engine is not in the figures.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { mrpCells } from "./inla-once.mjs";

const starts = 7;
const script = join(import.meta.dirname, "inla-once.mjs");

function runOnce(set) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...set], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function measure(set) {
  const runs = Array.from({ length: starts }, () => runOnce(set));
  const sorted = (key) => runs.map((run) => run[key]).toSorted((a, b) => a - b);
  const summary = (key) => ({ median: sorted(key)[starts >> 1], worst: sorted(key)[starts - 1] });
  return {
    compute_ms: summary("compute_ms"),
    approximation_ms: summary("approximation_ms"),
    criteria_ms: summary("criteria_ms"),
    open_ms: summary("open_ms"),
    cpu_ms: summary("cpu_ms"),
    dic: runs[0].dic,
    waic: runs[0].waic,
  };
}

const sets = [["election", "1"], ["election", "2"], ["election", "3"], ["mrp"]];
for (const set of sets) {
  if (set[0] === "mrp" && !existsSync(mrpCells)) {
    console.log(
      JSON.stringify({ skipped: "mrp", reason: "its data is not beside this repository" }),
    );
    continue;
  }
  const figures = measure(set);
  console.log(JSON.stringify({ set: set.join(" "), ...figures, load: loadavg()[0].toFixed(2) }));
}

/** Medians over several fresh processes: what a first start costs. */
import { spawnSync } from "node:child_process";

const starts = 7;

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function start(nodeArguments) {
  const from = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, nodeArguments, {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return { stdout, seconds: (performance.now() - from) / 1000 };
}

/** Wall seconds from the start of a process to its end. */
export function medianSeconds(nodeArguments) {
  return median(Array.from({ length: starts }, () => start(nodeArguments).seconds));
}

/** A script that prints one JSON object of numbers: the median of each. */
export function medianNumbers(script) {
  const runs = Array.from({ length: starts }, () => JSON.parse(start([script]).stdout));
  const names = Object.keys(runs[0]);
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))]));
}

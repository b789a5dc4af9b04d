/**
 * `node test/bench/peers/against-peers.mjs RESULTS SETS RUNS [SEEDS] [REFERENCES]`: runs of ours and of ../shared/peers
 * turn about, in fresh processes, seed by seed; every run is one JSON line at the end of the file RESULTS, and runs
 * that are there already are skipped. SETS and RUNS are lists with commas: `radon,cces_mrp nuts,corrected,rstan,brms`.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isHere, peersFolder } from "./sets.mjs";

const ours = ["nuts", "corrected", "auto", "inla"];
const [results, sets, runs, seeds = "10", ...references] = process.argv.slice(2);

const keyOf = ({ set, engine, peer, seed }) => [set, engine ?? peer, seed].join(" ");
const done = new Set(
  existsSync(results)
    ? readFileSync(results, "utf8")
        .split("\n")
        .filter((line) => line.endsWith("}"))
        .map((line) => keyOf(JSON.parse(line)))
    : [],
);

function runOnce(set, run, seed) {
  const [command, ...given] = ours.includes(run)
    ? [
        process.execPath,
        join(import.meta.dirname, "run-ours.mjs"),
        set,
        run,
        String(seed),
        ...references,
      ]
    : [join(peersFolder, "run.sh"), run, set, "simple", `seed=${seed}`, "cores=2"];
  const { stdout, stderr } = spawnSync(command, given, { encoding: "utf8" });
  const line = stdout.split("\n").find((one) => one.startsWith("{"));
  if (line === undefined) throw new Error(`${run} on ${set} said nothing: ${stderr.slice(-400)}`);
  return { ...JSON.parse(line), seed };
}

for (let seed = 1; seed <= Number(seeds); seed++)
  for (const set of sets.split(",").filter(isHere))
    for (const run of runs.split(",")) {
      const key = keyOf({ set, peer: run, seed });
      if (done.has(key)) continue;
      appendFileSync(results, JSON.stringify(runOnce(set, run, seed)) + "\n");
      console.error(key);
    }

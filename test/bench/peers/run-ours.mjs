/**
 * `node test/bench/peers/run-ours.mjs SET ENGINE SEED [REFERENCES]`: one fit of a work set in this process, as one
 * JSON line: seconds from the call to the last draw, the smallest effective sizes of all parameters, and the
 * distance from the long run in the folder REFERENCES. ENGINE is nuts, corrected (inla, corrected) or auto.
 */
import { existsSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { compile, fit, summary } from "../../../dist/src/index.js";
import { laplaceThreads, read, workerRunner } from "../../../dist/src/node/index.js";
import { smallestWeighted } from "./weighted-sizes.mjs";
import { ourName, pathOf, peersFolder, sets } from "./sets.mjs";

const engines = {
  nuts: { engine: "nuts" },
  corrected: { engine: "inla", correct: true },
  inla: { engine: "inla" },
  auto: { engine: "auto" },
};

const digits = (value, count = 4) => Number(value.toPrecision(count));

function smallestOf(result, rows) {
  if (result.engine === "inla") return result.correction ? smallestWeighted(result) : {};
  const least = (key) => rows.reduce((one, row) => (row[key] < one[key] ? row : one));
  const [bulk, tail] = [least("essBulk"), least("essTail")];
  return { bulk: bulk.essBulk, bulkOf: bulk.name, tail: tail.essTail, tailOf: tail.name };
}

/** Largest distance of a mean in the long run's sds, and the sd farthest from it as a ratio. */
function distances(set, rows, folder) {
  const file = join(folder, `${set}__simple.json`);
  if (!existsSync(file)) return {};
  const { name, mean, sd } = JSON.parse(readFileSync(file, "utf8")).parameters;
  const ours = new Map(rows.map((row) => [row.name, row]));
  const found = name.map((theirs, i) => {
    const row = ours.get(ourName(set, theirs));
    if (!row) throw new Error(`no ${ourName(set, theirs)} for ${theirs}`);
    const error = Math.abs(row.mean - mean[i]) / sd[i];
    return { name: row.name, error, ratio: row.sd / sd[i] };
  });
  const farthest = found.reduce((a, b) => (b.error > a.error ? b : a));
  const widest = found.reduce((a, b) =>
    Math.abs(Math.log(b.ratio)) > Math.abs(Math.log(a.ratio)) ? b : a,
  );
  return {
    mean_error: digits(farthest.error, 3),
    mean_error_of: farthest.name,
    sd_ratio: digits(widest.ratio, 4),
    sd_ratio_of: widest.name,
  };
}

function gradientsOf({ statistics }) {
  if (statistics === undefined) return undefined;
  const total = (values) => values.reduce((sum, value) => sum + value, 0);
  return total(
    statistics.map(({ leapfrogs, warmupLeapfrogs }) => total([...leapfrogs]) + warmupLeapfrogs),
  );
}

const [set, engine, seed, references = join(peersFolder, "results/reference")] =
  process.argv.slice(2);
const model = compile(sets[set].formula, await read(pathOf(set)), sets[set].options);
const threads =
  engine === "nuts" || engine === "auto"
    ? { runner: workerRunner() }
    : { threads: laplaceThreads() };
const [from, used] = [performance.now(), process.cpuUsage()];
const result = await fit(model, { ...engines[engine], ...threads, seed: Number(seed) });
const wall = (performance.now() - from) / 1000;
const { user, system } = process.cpuUsage(used);
const cpu = (user + system) / 1e6;
const { rows } = summary(result);
const { bulk, tail, bulkOf, tailOf } = smallestOf(result, rows);
const line = {
  program: "mlm",
  set,
  engine,
  fitted_by: result.engine,
  seed: Number(seed),
  sampling_s: digits(wall),
  cpu_s: digits(cpu),
  min_bulk_ess: Math.round(bulk),
  min_bulk_of: bulkOf,
  min_tail_ess: Math.round(tail),
  min_tail_of: tailOf,
  gradients: gradientsOf(result),
  passed: result.correction?.passed,
  k_hat: result.correction && digits(result.correction.kHat, 3),
  ...distances(set, rows, references),
  warnings: result.diagnostics
    .filter(({ severity }) => severity !== "note")
    .map(({ code }) => code),
  load: digits(loadavg()[0], 3),
};
console.log(JSON.stringify(line));
process.exit(0);

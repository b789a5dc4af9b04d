/**
 * `node test/bench/peers/pooled-sds.mjs SET ENGINE SEEDS`: whose error the distance of sds from the long run is. The sds of
 * so many fits, pooled, against the long run, and those of each fit against the pool; ENGINE is nuts or corrected.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, fit, summary } from "../../../dist/src/index.js";
import { laplaceThreads, read, workerRunner } from "../../../dist/src/node/index.js";
import { ourName, pathOf, peersFolder, sets } from "./sets.mjs";

const [set, engine, seeds] = process.argv.slice(2);
const model = compile(sets[set].formula, await read(pathOf(set)), sets[set].options);
const how =
  engine === "nuts"
    ? { engine, runner: workerRunner() }
    : { engine: "inla", correct: true, threads: laplaceThreads() };

const fits = [];
for (let seed = 1; seed <= Number(seeds); seed++) {
  const { rows } = summary(await fit(model, { ...how, seed }));
  fits.push(new Map(rows.map(({ name, mean, sd }) => [name, { mean, sd }])));
}

const file = join(peersFolder, "results/reference", `${set}__simple.json`);
const { name: theirNames, sd, mcse_sd: errors } = JSON.parse(readFileSync(file, "utf8")).parameters;
const longRun = theirNames.map((theirs, i) => [ourName(set, theirs), sd[i]]);
const ownErrors = errors?.map((error, i) => error / sd[i]).toSorted((a, b) => b - a);

const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const names = longRun.map(([name]) => name);
const pooled = new Map(
  names.map((name) => [name, Math.sqrt(average(fits.map((one) => one.get(name).sd ** 2)))]),
);

const off = (ratio) => Math.abs(ratio - 1);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
/** The name and the ratio farthest from one. */
const worst = (pairs) => pairs.reduce((a, b) => (off(b[1]) > off(a[1]) ? b : a));
const show = ([name, ratio]) => `${percent(ratio - 1)} (${name})`;

console.log(`${set}, ${engine}, ${fits.length} fits, ${longRun.length} parameters`);
console.log(
  `pool against the long run: ${show(worst(longRun.map(([name, theirs]) => [name, pooled.get(name) / theirs])))}`,
);
const single = fits.map((one) =>
  worst(names.map((name) => [name, one.get(name).sd / pooled.get(name)])),
);
console.log(`one fit against the pool, worst of each: ${single.map(show).join(", ")}`);
if (ownErrors)
  console.log(
    `Monte Carlo error of the long run's sds: ${percent(ownErrors[0])} at most, ${percent(ownErrors[ownErrors.length >> 1])} in the median`,
  );
process.exit(0);

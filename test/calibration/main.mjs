/**
 * `npm run calibrate -- --date DAY [--fits 200] [--seed 1] [--workers 2] [--minutes 60] [--only TEXT]
 * [--results FILE] [--report FILE] [--report-only]`: simulation-based calibration of every engine on
 * every family and structure. It goes on where its results end; the report shows what there is.
 */
import { execFileSync, fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { openCells, settingsText } from "./cells.mjs";
import { fitsOfCell, openResults } from "./results-file.mjs";
import { reportOf } from "./report.mjs";

const root = join(import.meta.dirname, "..", "..");
const { values: given } = parseArgs({
  options: {
    date: { type: "string" },
    fits: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    minutes: { type: "string", default: "60" },
    only: { type: "string", default: "" },
    results: { type: "string", default: join(root, "out", "calibration.jsonl") },
    report: { type: "string", default: join(root, "docs", "calibration.md") },
    "report-only": { type: "boolean", default: false },
  },
});
const fitsOfEach = Number(given.fits);
const fitsOfTask = 25;

function versions() {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root });
  return `mlm ${version} at ${commit.toString().trim()}, Node ${process.versions.node}`;
}

/** A stretch of every cell in turn, so that a run cut short knows something of each. */
function openTasks(cells, done) {
  const tasks = [];
  const pick = (cell, from) => {
    const there = new Set(fitsOfCell(done, cell).map(({ index }) => index));
    const end = Math.min(fitsOfEach, from + fitsOfTask);
    const indices = Array.from({ length: end - from }, (_, i) => from + i);
    return indices.filter((index) => !there.has(index));
  };
  for (const corrected of [false, true])
    for (let from = 0; from < fitsOfEach; from += fitsOfTask)
      for (const cell of cells)
        if ((cell.engine === "corrected inla") === corrected && cell.name.includes(given.only))
          tasks.push({ cell, indices: pick(cell, from) });
  return tasks.filter(({ indices }) => indices.length > 0);
}

function openProgress(total) {
  const started = performance.now();
  let done = 0;
  return () => {
    done++;
    if (done % fitsOfTask !== 0) return;
    const seconds = (performance.now() - started) / 1000;
    const left = Math.round(((seconds / done) * (total - done)) / 60);
    console.error(`${done} of ${total} fits, about ${left} min to go`);
  };
}

/** One process: a task, its fits, the next task, until there is none or the time is over. */
function runWorker(tasks, append, until) {
  return new Promise((resolve, reject) => {
    const worker = fork(join(import.meta.dirname, "worker.mjs"));
    const next = () => {
      const task = performance.now() < until ? tasks.shift() : undefined;
      if (task) worker.send(task);
      else worker.disconnect();
    };
    worker.on("message", (message) => (message.done ? next() : append(message)));
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
    next();
  });
}

const cells = openCells(Number(given.seed));
mkdirSync(dirname(given.results), { recursive: true });
const run = { seed: Number(given.seed), settings: settingsText, versions: versions() };
const results = openResults(given.results, run);
const fits = [...results.fits];
if (!given["report-only"]) {
  results.start();
  const tasks = openTasks(cells, fits);
  const tell = openProgress(tasks.reduce((sum, { indices }) => sum + indices.length, 0));
  const append = (fit) => {
    results.append(fit);
    fits.push(fit);
    tell();
  };
  const until = performance.now() + Number(given.minutes) * 60_000;
  const workers = Array.from({ length: Number(given.workers) }, () =>
    runWorker(tasks, append, until),
  );
  await Promise.all(workers);
}
const used = [...new Set([...results.versions, ...(given["report-only"] ? [] : [run.versions])])];
const page = reportOf(cells, fits, { ...run, versions: used.join("; "), date: given.date });
writeFileSync(given.report, await format(page, { parser: "markdown", printWidth: 100 }));

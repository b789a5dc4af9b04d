/**
 * Microseconds of CPU per log density with gradient: the whole model here against C programs that
 * evaluate only its rows (the same merged rows and look-up tables). Interleaved rounds, medians.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planGraph } from "../../dist/src/graph/index.js";
import { openEvaluator } from "../../dist/src/kernels/index.js";
import { compileC, gccVersion, startC } from "./c-program.mjs";
import { evaluateRows, rowsOfPlan, writeRows } from "./plan-rows.mjs";

const rounds = 15;
/** CPU time of one engine in one round. */
const roundMicroseconds = 60_000;
const warmUpMicroseconds = 300_000;

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** An evaluator with the `evaluate` of a C program; process CPU time, since all else is idle here. */
function ownEngine(plan, backend) {
  const { logDensity } = openEvaluator(plan, { backend });
  const position = Float64Array.from({ length: plan.dimension }, (_, k) => 0.2 * Math.sin(k + 1));
  const gradient = new Float64Array(plan.dimension);
  const first = position[0];
  return {
    evaluate(count) {
      const before = process.cpuUsage();
      for (let k = 0; k < count; k++) {
        position[0] = first + 1e-12 * k;
        logDensity.logDensityAndGradient(position, gradient);
      }
      const { user, system } = process.cpuUsage(before);
      return { us: (user + system) / count };
    },
    stop: () => undefined,
  };
}

function relativeError(actual, expected) {
  return Math.abs(actual - expected) / (1 + Math.abs(expected));
}

/** The C programs for a plan's rows, each checked to compute what the kernels compute. */
async function rowEngines(plan, directory) {
  const rows = rowsOfPlan(plan);
  const file = join(directory, "rows.bin");
  const defines = writeRows(rows, file);
  const expected = evaluateRows(plan, rows);
  const engines = {
    "c by row": startC(compileC("by-row", defines, directory), file),
    "c by column": startC(compileC("by-column", { ...defines, BLOCK: 0 }, directory), file),
    "c by block": startC(compileC("by-column", { ...defines, BLOCK: 512 }, directory), file),
  };
  for (const [name, engine] of Object.entries(engines)) {
    const { logLikelihood, checksum } = await engine.evaluate(1);
    const error = Math.max(
      relativeError(logLikelihood, expected.logLikelihood),
      relativeError(checksum, expected.checksum),
    );
    if (!(error < 1e-9)) throw new Error(`${name} computes another function: error ${error}`);
  }
  return engines;
}

/** The C program for a plan without rows: the quadratic form of its sufficient statistics. */
function sufficientEngines(plan, directory) {
  const { attributes } = plan.graph.nodes.find(({ op }) => op === "gaussian_sufficient");
  const { gram, centre, residualGradient, residualSquares, weight } = attributes;
  const parameters = Float64Array.from([...centre.map((x, k) => x + 0.01 * Math.sin(k)), 1.3]);
  const numbers = [
    parameters,
    gram,
    centre,
    residualGradient,
    Float64Array.of(residualSquares, weight),
  ];
  const file = join(directory, "statistics.bin");
  writeFileSync(
    file,
    Buffer.concat(numbers.map((x) => new Uint8Array(x.buffer, x.byteOffset, x.byteLength))),
  );
  return {
    "sufficient c": startC(compileC("sufficient", { SIZE: centre.length }, directory), file),
  };
}

async function compiledEngines(plan, model, directory) {
  if (gccVersion() === undefined) return {};
  if (plan.blockPrograms.length > 0) return rowEngines(plan, directory);
  const onRows = await rowEngines(planGraph(model.graph), directory);
  return { ...onRows, ...sufficientEngines(plan, directory) };
}

/** Evaluates until the engine has run long enough to be at full speed; gradients per round. */
async function warmUp(engine) {
  let count = 20;
  let us = 0;
  let spent = 0;
  while (spent < warmUpMicroseconds) {
    ({ us } = await engine.evaluate(count));
    spent += us * count;
    count *= 2;
  }
  return Math.max(5, Math.round(roundMicroseconds / us));
}

/** Median microseconds per gradient of every engine. */
async function timeEngines(engines) {
  const counts = {};
  for (const [name, engine] of Object.entries(engines)) counts[name] = await warmUp(engine);
  const times = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, engine] of Object.entries(engines)) {
      times[name].push((await engine.evaluate(counts[name])).us);
    }
  }
  return Object.entries(times).map(([name, all]) => ({
    engine: name,
    us: median(all),
    gradients: counts[name] * rounds,
  }));
}

/**
 * `model` gives the rows that a plan without rows stands for: C evaluates those too.
 */
export async function benchGradients(plan, model) {
  const directory = mkdtempSync(join(tmpdir(), "mlm-bench-"));
  const own = { mlm: ownEngine(plan, "wasm"), "mlm twins": ownEngine(plan, "javascript") };
  try {
    const engines = { ...own, ...(await compiledEngines(plan, model, directory)) };
    const results = await timeEngines(engines);
    for (const engine of Object.values(engines)) engine.stop();
    return results;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The work sets of the gradient bench: a formula on data each, compiled by the library. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileModel } from "../../dist/src/compiler/index.js";
import { frameFromColumns, readTable } from "../../dist/src/data/index.js";
import { collectDiagnostics } from "../../dist/src/diagnostics/index.js";
import { planGraph } from "../../dist/src/graph/index.js";
import { parseFormulaText } from "../../dist/src/language/index.js";
import { openStream } from "../../dist/src/math/index.js";
import { resolveFormula } from "../../dist/src/model/index.js";

const shared = join(import.meta.dirname, "..", "..", "..", "shared");

export const mrpFormula =
  "p(abortion, n) ~ male + repvote + (1 | state) + (1 | eth) + (1 | edu) + (1 | male:eth) + " +
  "(1 | edu:age) + (1 | edu:eth)";

export const mrpCellsFile = join(shared, "peers", "sets", "mrp_cells.csv");

/** The frame in a CSV file; undefined where the file is not there. */
export function readFrame(file, name) {
  if (!existsSync(file)) return undefined;
  const sink = collectDiagnostics();
  const frame = readTable(readFileSync(file), { file, name, clauses: [] }, sink);
  if (frame === undefined)
    throw new Error(sink.diagnostics.map(({ message }) => message).join("\n"));
  return frame;
}

export function compileFormula(text, frame, family) {
  const sink = collectDiagnostics();
  const formula = parseFormulaText({ file: "formula", text }, sink);
  const spec = formula && resolveFormula(formula, frame, { family }, sink);
  if (spec === undefined)
    throw new Error(sink.diagnostics.map(({ message }) => message).join("\n"));
  return compileModel(spec, () => performance.now() / 1000);
}

/** 100,000 rows of 20 standard normal predictors; y is gaussian around x'b, `positive` says y > 0. */
function simulated(seed) {
  const random = openStream(seed, "bench");
  const rows = 100_000;
  const columns = Array.from({ length: 20 }, () =>
    Float64Array.from({ length: rows }, () => random.normal()),
  );
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const eta = columns.reduce((sum, column, j) => sum + column[i] * 0.1 * ((j % 5) - 2), 0.3);
    return eta + random.normal();
  });
  const named = Object.fromEntries(columns.map((column, j) => [`x${j + 1}`, column]));
  const sink = collectDiagnostics();
  return frameFromColumns(
    "simulated",
    { ...named, y, positive: y.map((v) => Number(v > 0)) },
    sink,
  );
}

const twenty = Array.from({ length: 20 }, (_, j) => `x${j + 1}`).join(" + ");

/** Each set: how its model is made, the plan that is timed, and how long a fit is for ESS. */
export const gradientSets = [
  {
    name: "election_1988",
    model: () => {
      const file = join(shared, "data", "election_1988_simulated", "election_1988.csv");
      const frame = readFrame(file, "election");
      const formula = "bush ~ female + black + C(age_cat) + C(edu_cat) + (1 | state)";
      return frame && compileFormula(formula, frame, "bernoulli");
    },
    fit: { draws: 1000, tune: 1000 },
  },
  {
    name: "mrp_cells",
    model: () => {
      const frame = readFrame(mrpCellsFile, "cells");
      return frame && compileFormula(mrpFormula, frame, "binomial");
    },
    fit: { draws: 1000, tune: 1000 },
  },
  {
    name: "logistic_100000x20",
    model: (seed) => compileFormula(`positive ~ ${twenty}`, simulated(seed), "bernoulli"),
    fit: { draws: 100, tune: 150 },
  },
  {
    name: "gaussian_100000x20",
    model: (seed) => compileFormula(`y ~ ${twenty}`, simulated(seed), "gaussian"),
    plan: (model) => planGraph(model.graph),
  },
  {
    name: "gaussian_100000x20_sufficient",
    model: (seed) => compileFormula(`y ~ ${twenty}`, simulated(seed), "gaussian"),
    fit: { draws: 1000, tune: 1000 },
  },
];

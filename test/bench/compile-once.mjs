/** Prints how long the first model of this process takes from its text to its first gradient. */
import { compileModel } from "../../dist/src/compiler/index.js";
import { collectDiagnostics } from "../../dist/src/diagnostics/index.js";
import { openEvaluator } from "../../dist/src/kernels/index.js";
import { parseFormulaText } from "../../dist/src/language/index.js";
import { resolveFormula } from "../../dist/src/model/index.js";
import { mrpCellsFile, mrpFormula, readFrame } from "./gradient-sets.mjs";

const frame = readFrame(mrpCellsFile, "cells");
const sink = collectDiagnostics();
const start = performance.now();
const laps = {};
let last = start;

function lap(name) {
  const now = performance.now();
  laps[name] = now - last;
  last = now;
}

const formula = parseFormulaText({ file: "formula", text: mrpFormula }, sink);
lap("parse_ms");
const spec = resolveFormula(formula, frame, { family: "binomial" }, sink);
lap("resolve_ms");
const { plan } = compileModel(spec, () => performance.now() / 1000);
lap("plan_ms");
const { logDensity } = openEvaluator(plan);
const gradient = new Float64Array(plan.dimension);
logDensity.logDensityAndGradient(new Float64Array(plan.dimension), gradient);
lap("first_gradient_ms");
console.log(JSON.stringify({ wall_ms: last - start, ...laps }));

/** The rows of a plan's block program as plain arrays, for programs that evaluate them by other means. */
import { writeFileSync } from "node:fs";
import { openProgramMemory } from "../../dist/src/kernels/index.js";
import { signatureOf } from "../../dist/src/graph/index.js";

/** The likelihoods of the C programs: their number there and the statistics that they read. */
const families = {
  bernoulli_logit: { number: 0, statistics: ["y"] },
  binomial_logit: { number: 1, statistics: ["successes", "trials"] },
  gaussian: { number: 2, statistics: ["mean"] },
};

function namedArguments(call) {
  return Object.fromEntries(signatureOf(call.kernel).map((name, i) => [name, call.arguments[i]]));
}

/** Parameters as the C programs number them: intercept, coefficients, tables, sigma. */
export function rowsOfPlan(plan) {
  const [program] = plan.blockPrograms;
  const at = (argument) => plan.data.find(({ offset }) => offset === argument.offset).values;
  const rows = { rowCount: program.rowCount, columns: [], tables: [], statistics: [] };
  for (const call of program.calls) {
    const named = namedArguments(call);
    if (call.kernel === "fill") rows.intercept = named.value.offset;
    else if (call.kernel === "columns_times") {
      rows.coefficients = { value: named.beta.offset };
      for (let j = 0; j < named.columnCount.value; j++) {
        rows.columns.push(at({ offset: named.X.offset + j * named.columnStride.value }));
      }
    } else if (call.kernel === "columns_transposed") {
      rows.coefficients.adjoint = named.dBeta.offset;
    } else if (/^gather_add/.test(call.kernel)) {
      for (const suffix of ["", "1", "2", "3"].filter((s) => `table${s}` in named)) {
        const index = at(named[`index${suffix}`]).map((bytes) => bytes / 8);
        rows.tables.push({ index, value: named[`table${suffix}`].offset });
      }
    } else if (/^scatter_add/.test(call.kernel)) {
      for (const suffix of ["", "1", "2", "3"].filter((s) => `dTable${s}` in named)) {
        const adjoint = named[`dTable${suffix}`].offset;
        rows.tables.find((table) => table.adjoint === undefined).adjoint = adjoint;
      }
    } else if (call.kernel in families) {
      rows.family = families[call.kernel];
      rows.statistics = rows.family.statistics.map((name) => at(named[name]));
      if (named.aux) rows.scale = { value: named.aux.offset, adjoint: named.dAux.offset };
    } else if (call.kernel !== "sum_rows") throw new Error(`no C program does ${call.kernel}`);
  }
  for (const table of rows.tables) table.size = table.index.reduce((a, b) => Math.max(a, b), 0) + 1;
  return rows;
}

/** Some parameters of moderate size, in the order of the C programs. */
function parametersFor(rows) {
  const count =
    1 +
    rows.columns.length +
    rows.tables.reduce((sum, { size }) => sum + size, 0) +
    (rows.scale ? 1 : 0);
  const parameters = Float64Array.from({ length: count }, (_, k) => 0.2 * Math.sin(k + 1));
  if (rows.scale) parameters[count - 1] = 1.3;
  return parameters;
}

/** Writes the file that the C programs read and returns their compile-time numbers. */
export function writeRows(rows, file) {
  const parameters = parametersFor(rows);
  let next = 1 + rows.columns.length;
  const starts = rows.tables.map(({ size }) => (next += size) - size);
  const header = BigInt64Array.from([rows.rowCount, parameters.length, ...starts].map(BigInt));
  const numbers = [parameters, ...rows.columns, ...rows.statistics];
  const indices = rows.tables.map(({ index }) => Int32Array.from(index));
  const bytes = [header, ...numbers, ...indices].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  writeFileSync(file, Buffer.concat(bytes));
  return {
    COLUMNS: rows.columns.length,
    TABLES: rows.tables.length,
    STATISTICS: rows.statistics.length,
    FAMILY: rows.family.number,
  };
}

/** The block program alone at the C programs' parameters: what they must compute. */
export function evaluateRows(plan, rows) {
  const memory = openProgramMemory(plan);
  const parameters = parametersFor(rows);
  const pieces = [
    { value: rows.intercept, size: 1 },
    ...(rows.coefficients ? [{ ...rows.coefficients, size: rows.columns.length }] : []),
    ...rows.tables,
    ...(rows.scale ? [{ ...rows.scale, size: 1 }] : []),
  ];
  let at = 0;
  for (const { value, size } of pieces) {
    memory.view(value, size).set(parameters.subarray(at, at + size));
    at += size;
  }
  const logLikelihood = memory.runners[0]();
  at = 0;
  let checksum = 0;
  for (const { adjoint, size } of pieces) {
    if (adjoint !== undefined) {
      memory.view(adjoint, size).forEach((x, k) => (checksum += (((at + k) % 7) + 1) * x));
    }
    at += size;
  }
  return { logLikelihood, checksum };
}

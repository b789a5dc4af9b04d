// Times of the sparse factorisation, as JSON lines: node test/bench/sparse.mjs [javascript]
import { performance } from "node:perf_hooks";
import { analysePattern, openFactor } from "../../dist/src/math/sparse/index.js";

function patternOf(size, pairs) {
  const columns = Array.from({ length: size }, (_, j) => [j]);
  for (const [a, b] of pairs) columns[Math.min(a, b)].push(Math.max(a, b));
  const columnStart = new Int32Array(size + 1);
  columns.forEach((rows, j) => (columnStart[j + 1] = columnStart[j] + new Set(rows).size));
  const rowIndex = Int32Array.from(
    columns.flatMap((rows) => [...new Set(rows)].sort((a, b) => a - b)),
  );
  return { size, columnStart, rowIndex };
}

function* lattice(width, height) {
  for (let at = 0; at < width * height; at++) {
    if (at % width < width - 1) yield [at, at + 1];
    if (at + width < width * height) yield [at, at + width];
  }
}

function* complete(size) {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) yield [i, j];
}

/** Students who rate lecturers: a sparse bipartite graph, from a fixed linear congruential sequence. */
function* crossed(left, right, edges) {
  let state = 12345;
  const next = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * bound);
  };
  for (let e = 0; e < edges; e++) yield [next(left), left + next(right)];
}

/** Diagonally dominant values. */
function valuesOf({ size, columnStart, rowIndex }) {
  const values = new Float64Array(rowIndex.length).fill(-1);
  const sums = new Float64Array(size).fill(0.5);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j] + 1; s < columnStart[j + 1]; s++) {
      sums[j]++;
      sums[rowIndex[s]]++;
    }
  for (let j = 0; j < size; j++) values[columnStart[j]] = sums[j];
  return values;
}

/** Median and first time of `act` in milliseconds. */
function time(rounds, act) {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  });
  return { first: times[0], median: times.toSorted((a, b) => a - b)[rounds >> 1] };
}

const round = (x) => Number(x.toPrecision(3));

function report(name, pattern, rounds) {
  const analyse = time(25, () => analysePattern(pattern));
  const symbolic = analysePattern(pattern);
  const backend = process.argv.includes("javascript") ? "javascript" : "wasm";
  const factor = openFactor(symbolic, { backend });
  const values = valuesOf(pattern);
  const factorise = time(rounds, () => factor.factorise(values));
  const inverse = time(rounds, () => factor.selectedInverse(values.slice()));
  const vector = new Float64Array(pattern.size).fill(1);
  const solve = time(rounds, () => factor.solve(vector));
  const row = {
    name,
    backend,
    size: pattern.size,
    entries: pattern.rowIndex.length,
    fronts: symbolic.parent.length,
    nonZeros: symbolic.nonZeros,
    operations: symbolic.operations,
    analyseFirstMs: round(analyse.first),
    analyseMs: round(analyse.median),
    factoriseMs: round(factorise.median),
    gigaflops: round(symbolic.operations / factorise.median / 1e6),
    selectedInverseMs: round(inverse.median),
    inverseRatio: round(inverse.median / factorise.median),
    solveMs: round(solve.median),
  };
  console.log(JSON.stringify(row));
}

report("lattice 71 x 70", patternOf(4970, lattice(71, 70)), 101);
report("lattice 223 x 224", patternOf(49952, lattice(223, 224)), 21);
report("dense 1200", patternOf(1200, complete(1200)), 7);
report("crossed 2972 x 1128", patternOf(4100, crossed(2972, 1128, 73421)), 7);
report("dense 40", patternOf(40, complete(40)), 501);
report("chain 5000", patternOf(5000, lattice(5000, 1)), 101);

/** Products with sparse rows: against dense ones, and the module against its JavaScript twin in every bit. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { analyseRows } from "../../../src/math/sparse/row-pairs.js";
import type { RowMatrix } from "../../../src/math/sparse/row-matrix.js";
import { openRowProducts, type RowProducts } from "../../../src/math/sparse/row-products.js";

const columnCount = 9;

/** Few columns and many rows, so that rows share their columns. */
const anyRows = fc.array(fc.uniqueArray(fc.nat(columnCount - 1), { maxLength: 4 }), {
  maxLength: 60,
});

function matrixOfRows(rows: readonly (readonly number[])[], seed: number): RowMatrix {
  const random = openStream(seed, "values");
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (rowStart[i + 1] = rowStart[i]! + row.length));
  const column = Int32Array.from(rows.flatMap((row) => row.toSorted((a, b) => a - b)));
  return {
    rowCount: rows.length,
    rowStart,
    column,
    value: Float64Array.from(column, () => random.normal()),
  };
}

function denseRow({ rowStart, column, value }: RowMatrix, i: number): Float64Array {
  const dense = new Float64Array(columnCount);
  for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) dense[column[e]!] = value[e]!;
  return dense;
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, j) => total + value * b[j]!, 0);

function normals(length: number, seed: number): Float64Array {
  const random = openStream(seed, "vector");
  return Float64Array.from({ length }, () => random.normal());
}

/** Slots stand in reverse order, so that a slot and its place differ. */
function open(matrix: RowMatrix, backend?: "wasm" | "javascript") {
  const pairs = analyseRows(matrix, columnCount);
  const slotCount = pairs.pattern.rowIndex.length;
  const slots = Int32Array.from({ length: slotCount }, (_, slot) => slotCount - 1 - slot);
  const offset = normals(matrix.rowCount, 5);
  const given = { matrix, offset, pairs, slots, slotCount, latentCount: columnCount };
  const products = openRowProducts(given, backend ? { backend } : {});
  return { products, pattern: pairs.pattern, slots, slotCount, offset };
}

it("adds AᵀDA to a matrix, and reads the variances of the rows from one", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(1000), (rows, seed) => {
      const matrix = matrixOfRows(rows, seed);
      const dense = rows.map((_, i) => denseRow(matrix, i));
      const weights = Float64Array.from(rows, (_, i) => (i % 5) - 1);
      const { products, pattern, slots, slotCount } = open(matrix);
      const base = normals(slotCount, seed);
      const values = new Float64Array(slotCount).fill(NaN);
      products.addCrossProduct(weights, -2, base, values);
      const full = new Float64Array(columnCount * columnCount);
      for (let j = 0; j < columnCount; j++)
        for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
          const i = pattern.rowIndex[s]!;
          const at = slots[s]!;
          const sum = dense.reduce((all, row, k) => all + weights[k]! * row[i]! * row[j]!, 0);
          expect(values[at]).toBeCloseTo(base[at]! - 2 * sum, 10);
          full[i * columnCount + j] = full[j * columnCount + i] = values[at]!;
        }
      const forms = new Float64Array(rows.length);
      products.quadraticForms(values, forms);
      dense.forEach((row, k) => {
        let direct = 0;
        row.forEach((x, i) =>
          row.forEach((y, j) => (direct += x * y * full[i * columnCount + j]!)),
        );
        expect(forms[k]).toBeCloseTo(direct, 8);
      });
    }),
    { numRuns: 150, seed: 2 },
  );
});

it("predicts rows, and pulls rows back to latents", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(1000), (rows, seed) => {
      const matrix = matrixOfRows(rows, seed);
      const dense = rows.map((_, i) => denseRow(matrix, i));
      const { products, offset } = open(matrix);
      const x = normals(columnCount, seed);
      const found = new Float64Array(rows.length);
      products.predict(x, found);
      dense.forEach((row, i) => expect(found[i]).toBeCloseTo(offset[i]! + dot(row, x), 10));
      products.times(x, found);
      dense.forEach((row, i) => expect(found[i]).toBeCloseTo(dot(row, x), 10));
      const [g, h] = [normals(rows.length, seed + 1), normals(rows.length, seed + 2)];
      const back = new Float64Array(columnCount);
      const sum = (weight: (i: number) => number, j: number): number =>
        dense.reduce((total, row, i) => total + weight(i) * row[j]!, 0);
      products.pullBack(g, back);
      back.forEach((value, j) =>
        expect(value).toBeCloseTo(
          sum((i) => g[i]!, j),
          10,
        ),
      );
      products.pullBackProduct(g, h, back);
      back.forEach((value, j) =>
        expect(value).toBeCloseTo(
          sum((i) => g[i]! * h[i]!, j),
          10,
        ),
      );
    }),
    { numRuns: 100, seed: 3 },
  );
});

it("calls a step small only when every row's is, and never when it is not a number", () => {
  const matrix = matrixOfRows([[0, 1], [2], [3, 4]], 4);
  const { products, offset } = open(matrix);
  const [x, step] = [normals(columnCount, 7), normals(columnCount, 8)];
  const ratio = Math.max(
    ...[0, 1, 2].map((i) => {
      const row = denseRow(matrix, i);
      return Math.abs(dot(row, step)) / (1 + Math.abs(offset[i]! + dot(row, x)));
    }),
  );
  expect(products.stepIsSmall(step, x, ratio * 1.0001)).toBe(true);
  expect(products.stepIsSmall(step, x, ratio * 0.9999)).toBe(false);
  step[4] = NaN;
  expect(products.stepIsSmall(step, x, 1e6)).toBe(false);
});

/** Everything that products compute, as bits. */
function outcomes(matrix: RowMatrix, backend: "wasm" | "javascript", seed: number) {
  const { products, slotCount } = open(matrix, backend);
  const [x, step] = [normals(columnCount, seed), normals(columnCount, seed + 1)];
  const [g, h] = [normals(matrix.rowCount, seed + 2), normals(matrix.rowCount, seed + 3)];
  const base = normals(slotCount, seed + 4);
  const written = (length: number, act: (into: Float64Array) => void): BigUint64Array => {
    const into = new Float64Array(length);
    act(into);
    return new BigUint64Array(into.buffer);
  };
  const of = ({ rowCount }: RowMatrix, by: RowProducts) => [
    written(rowCount, (into) => by.predict(x, into)),
    written(rowCount, (into) => by.times(x, into)),
    written(columnCount, (into) => by.pullBack(g, into)),
    written(columnCount, (into) => by.pullBackProduct(g, h, into)),
    written(slotCount, (into) => by.addCrossProduct(g, -1, base, into)),
    written(rowCount, (into) => by.quadraticForms(base, into)),
    by.stepIsSmall(step, x, 1),
  ];
  return of(matrix, products);
}

it("gives the same bits in WebAssembly and in JavaScript", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(1000), (rows, seed) => {
      const matrix = matrixOfRows(rows, seed);
      expect(outcomes(matrix, "wasm", seed)).toEqual(outcomes(matrix, "javascript", seed));
    }),
    { numRuns: 150, seed: 6 },
  );
});

it("has a pattern with ascending rows and every diagonal entry, and nothing that no row has", () => {
  const { pattern } = analyseRows(matrixOfRows([[4, 0, 2], [2, 0], []], 1), 5);
  expect([...pattern.columnStart]).toEqual([0, 3, 4, 6, 7, 8]);
  expect([...pattern.rowIndex]).toEqual([0, 2, 4, 1, 2, 4, 3, 4]);
});

it("has the same slots by a table of all pairs and column by column", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      // Columns far apart leave no room for a table.
      const spread = rows.map((row) => row.map((j) => 60 * j));
      const near = analyseRows(matrixOfRows(rows, 1), columnCount);
      const far = analyseRows(matrixOfRows(spread, 1), 60 * columnCount);
      const place = ({ pattern, slots }: typeof near, scale: number) =>
        Array.from(slots, (slot) => {
          const j = pattern.columnStart.findLastIndex((from) => from <= slot);
          return [pattern.rowIndex[slot]! / scale, j / scale];
        });
      expect(place(far, 60)).toEqual(place(near, 1));
      expect([...far.start]).toEqual([...near.start]);
    }),
    { numRuns: 100, seed: 9 },
  );
});

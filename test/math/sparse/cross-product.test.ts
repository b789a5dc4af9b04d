import fc from "fast-check";
import { expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { crossProductPattern } from "../../../src/math/sparse/cross-product.js";
import type { RowMatrix } from "../../../src/math/sparse/row-matrix.js";

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

it("adds up AᵀDA, and reads the variances of the rows from a symmetric matrix", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(1000), (rows, seed) => {
      const matrix = matrixOfRows(rows, seed);
      const dense = rows.map((_, i) => denseRow(matrix, i));
      const weights = Float64Array.from(rows, (_, i) => (i % 5) - 1);
      const product = crossProductPattern(matrix, columnCount);
      const { pattern } = product;
      const values = new Float64Array(pattern.rowIndex.length).fill(NaN);
      product.accumulate(weights, values);
      const full = new Float64Array(columnCount * columnCount);
      for (let j = 0; j < columnCount; j++)
        for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
          const i = pattern.rowIndex[s]!;
          const direct = dense.reduce((sum, row, k) => sum + weights[k]! * row[i]! * row[j]!, 0);
          expect(values[s]).toBeCloseTo(direct, 10);
          full[i * columnCount + j] = full[j * columnCount + i] = values[s]!;
        }
      const forms = new Float64Array(rows.length);
      product.quadraticForms(values, forms);
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

it("has ascending rows and every diagonal entry, and nothing that no row has", () => {
  const { pattern } = crossProductPattern(matrixOfRows([[4, 0, 2], [2, 0], []], 1), 5);
  expect([...pattern.columnStart]).toEqual([0, 3, 4, 6, 7, 8]);
  expect([...pattern.rowIndex]).toEqual([0, 2, 4, 1, 2, 4, 3, 4]);
});

/** What rows by group are gathered into: patterns of rows that are alike, and runs of equal weight. */
import { expect, it } from "vitest";
import { pairEqualRuns } from "../../src/kernels/row-likelihoods/equal-runs.js";
import { findPatterns } from "../../src/kernels/row-likelihoods/row-patterns.js";

/** Rows of a sparse matrix, as pairs of a column and its value. */
function matrixOf(rows: readonly (readonly (readonly [number, number])[])[]) {
  const entries = rows.flat();
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (rowStart[i + 1] = rowStart[i]! + row.length));
  return {
    rowCount: rows.length,
    columnCount: 3,
    rowStart,
    column: Int32Array.from(entries, ([column]) => column),
    value: Float64Array.from(entries, ([, value]) => value),
  };
}

it("rows are one pattern where their columns, values and offsets are the same", () => {
  const common = matrixOf([[[0, 1]], [[1, 1]], [[0, 1]], [[0, 1], [1, 2]], [], [[0, 1]], []]); // prettier-ignore
  const { count, of, first } = findPatterns({
    common,
    offset: Float64Array.of(0, 0, 0, 0, 0, 0.5, 0),
  });
  expect([...of]).toEqual([0, 1, 0, 2, 3, 4, 3]);
  expect([count, ...first]).toEqual([5, 0, 1, 3, 4, 5]);
});

it("patterns of many rows are found among as many that differ", () => {
  const n = 5000;
  const rows = Array.from({ length: n }, (_, i) => [[0, 1] as const, [1, i % 1000] as const]);
  const { count, of } = findPatterns({ common: matrixOf(rows), offset: new Float64Array(n) });
  expect(count).toBe(1000);
  expect(of.every((pattern, i) => pattern === i % 1000)).toBe(true);
});

it("every row that weighs anything is in one run of its weight, and no run has more than sixteen", () => {
  const weights = Float64Array.from({ length: 101 }, (_, i) => (i < 70 ? 1 : i % 4));
  const { starts, rows, weights: ofRuns } = pairEqualRuns(weights);
  const seen: number[] = [];
  for (let pair = 0; pair + 1 < starts.length; pair++) {
    expect(starts[pair + 1]! - starts[pair]!).toBeLessThanOrEqual(32);
    for (let at = starts[pair]!; at < starts[pair + 1]!; at++) {
      const row = rows[at]!;
      if (row < 0) continue;
      seen.push(row);
      expect(weights[row]).toBe(ofRuns[2 * pair + (at % 2)]);
    }
  }
  const weighty = [...weights.keys()].filter((row) => weights[row] !== 0);
  expect(seen.sort((a, b) => a - b)).toEqual(weighty);
});

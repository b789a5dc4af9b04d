import fc from "fast-check";
import { expect, it } from "vitest";
import {
  countColumns,
  eliminationTree,
  invertOrder,
  permuteRows,
} from "../../../src/math/sparse/elimination-tree.js";
import { minimumDegreeOrder } from "../../../src/math/sparse/minimum-degree.js";
import { analysePattern } from "../../../src/math/sparse/symbolic-factor.js";
import type { SymmetricPattern } from "../../../src/math/sparse/symmetric-pattern.js";
import { anyMatrix, arrow, chain, crossed, grid, patternOf } from "./patterns.js";

/** Entries of L for an order. */
function fillOf(pattern: SymmetricPattern, order: Int32Array): number {
  const rows = permuteRows(pattern, invertOrder(order));
  const counts = countColumns(rows, eliminationTree(rows));
  return counts.reduce((total, count) => total + count + 1, 0);
}

it("is a permutation of the nodes, the same each time", () => {
  fc.assert(
    fc.property(anyMatrix, ({ size, pairs }) => {
      const pattern = patternOf(size, pairs);
      const order = minimumDegreeOrder(pattern);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
      expect(minimumDegreeOrder(pattern)).toEqual(order);
    }),
    { numRuns: 200, seed: 4 },
  );
});

it("fills nothing where some order fills nothing", () => {
  for (const pattern of [patternOf(300, chain(300)), patternOf(300, arrow(300))])
    expect(fillOf(pattern, minimumDegreeOrder(pattern))).toBe(pattern.rowIndex.length);
});

it("fills a 71 by 71 lattice as little as CHOLMOD's order, within a tenth", () => {
  // CHOLMOD's AMD: about 85,000 for 71 by 70.
  const pattern = patternOf(5041, grid(71));
  expect(fillOf(pattern, minimumDegreeOrder(pattern))).toBeLessThan(1.1 * 86_500);
});

it("eliminates nodes of very many neighbours last", () => {
  // Degree 2,500 against 10 times the root of 2,501: 500.
  const pattern = patternOf(2501, [...grid(50), ...arrow(2501)]);
  expect(minimumDegreeOrder(pattern)[2500]).toBe(2500);
});

it("eliminates the larger side of crossed effects first, and then a dense rest", () => {
  const pattern = patternOf(400, crossed(300, 100, 2400, 1));
  const order = minimumDegreeOrder(pattern);
  expect(order.slice(0, 150).every((node) => node < 300)).toBe(true);
});

it("gathers columns into fronts at a bounded price in zeros", () => {
  const pattern = patternOf(4900, grid(70));
  const { nonZeros, order } = analysePattern(pattern);
  expect(nonZeros).toBeLessThan(1.4 * fillOf(pattern, order));
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, solveCholesky } from "../../../src/math/cholesky.js";
import { analysePattern } from "../../../src/math/sparse/symbolic-factor.js";
import { openConstraints } from "../../../src/math/sparse/constraints.js";
import { openFactor } from "../../../src/math/sparse/sparse-factor.js";
import {
  unionPatterns,
  type SymmetricPattern,
} from "../../../src/math/sparse/symmetric-pattern.js";
import { openStream } from "../../../src/math/index.js";

type Pairs = readonly (readonly [number, number])[];

function patternOf(size: number, pairs: Pairs): SymmetricPattern {
  const columns = Array.from({ length: size }, (_, j) => new Set([j]));
  for (const [a, b] of pairs) columns[Math.min(a, b)]!.add(Math.max(a, b));
  const columnStart = [0];
  const rowIndex: number[] = [];
  for (const rows of columns) {
    rowIndex.push(...[...rows].sort((a, b) => a - b));
    columnStart.push(rowIndex.length);
  }
  return { size, columnStart: Int32Array.from(columnStart), rowIndex: Int32Array.from(rowIndex) };
}

/** Random entries, with a diagonal that makes the matrix positive definite. */
function matrixOf({ size, columnStart, rowIndex }: SymmetricPattern, seed: number) {
  const random = openStream(seed, "matrix");
  const values = Float64Array.from(rowIndex, () => random.uniform() - 0.5);
  const dense = new Float64Array(size * size);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++) {
      const i = rowIndex[s]!;
      if (i === j) values[s] = 0.3;
      dense[i * size + j] = values[s]!;
      dense[j * size + i] = values[s]!;
    }
  for (let j = 0; j < size; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += Math.abs(dense[i * size + j]!);
    dense[j * size + j]! += sum;
    values[columnStart[j]!]! += sum;
  }
  return { values, dense };
}

function inverseOf(dense: Float64Array, n: number): Float64Array {
  const factor = cholesky(dense, n)!;
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = new Float64Array(n);
    column[j] = 1;
    solveCholesky(factor, n, column);
    inverse.set(column, j * n);
  }
  return inverse;
}

const grid = (side: number): Pairs =>
  Array.from({ length: side * side }, (_, at) => at).flatMap((at) => [
    ...(at % side < side - 1 ? [[at, at + 1] as const] : []),
    ...(at + side < side * side ? [[at, at + side] as const] : []),
  ]);

const arrow = (size: number): Pairs =>
  Array.from({ length: size - 1 }, (_, i) => [i, size - 1] as const);
const chain = (size: number): Pairs =>
  Array.from({ length: size - 1 }, (_, i) => [i, i + 1] as const);
const full = (size: number): Pairs =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_j, j) => [i, j] as const),
  );

function expectAgreement(size: number, pairs: Pairs, seed: number): void {
  const pattern = patternOf(size, pairs);
  const { values, dense } = matrixOf(pattern, seed);
  const factor = openFactor(analysePattern(pattern));
  expect(factor.factorise(values)).toBe(true);
  const own = cholesky(dense, size)!;
  let logDeterminant = 0;
  for (let i = 0; i < size; i++) logDeterminant += 2 * Math.log(own[i * size + i]!);
  expect(Math.abs(factor.logDeterminant() - logDeterminant)).toBeLessThan(
    1e-11 * (1 + Math.abs(logDeterminant)),
  );
  const inverse = inverseOf(dense, size);
  const scale = Math.max(...inverse.map(Math.abs));
  const selected = new Float64Array(values.length);
  factor.selectedInverse(selected);
  for (let j = 0; j < size; j++)
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++)
      expect(Math.abs(selected[s]! - inverse[j * size + pattern.rowIndex[s]!]!)).toBeLessThan(
        1e-12 * scale,
      );
  const random = openStream(seed, "vector");
  const b = Float64Array.from({ length: size }, () => random.normal());
  const x = b.slice();
  factor.solve(x);
  solveCholesky(own, size, b);
  for (let i = 0; i < size; i++) expect(Math.abs(x[i]! - b[i]!)).toBeLessThan(1e-12 * scale * size);
}

describe("a sparse factor", () => {
  it.each([
    ["one entry", 1, []],
    ["a diagonal", 7, []],
    ["a chain", 40, chain(40)],
    ["an arrow", 30, arrow(30)],
    ["a dense matrix", 25, full(25)],
    ["a lattice", 100, grid(10)],
    ["a lattice with a dense row", 101, [...grid(10), ...arrow(101)]],
    ["two separate parts", 32, [...grid(4), ...grid(4).map(([a, b]) => [a + 16, b + 16] as const)]],
  ] as const)(
    "of %s has the determinant, solutions and inverse of the dense one",
    (_name, size, pairs) => {
      expectAgreement(size, pairs, 3);
    },
  );

  it("agrees with the dense one on any pattern", () => {
    const anyPattern = fc
      .integer({ min: 1, max: 24 })
      .chain((size) =>
        fc.tuple(
          fc.constant(size),
          fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 }),
          fc.nat(1000),
        ),
      );
    fc.assert(
      fc.property(anyPattern, ([size, pairs, seed]) => {
        expectAgreement(
          size,
          pairs.filter(([a, b]) => a !== b),
          seed,
        );
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it("maps standard normals to draws whose covariance is the inverse", () => {
    const pattern = patternOf(36, grid(6));
    const { values, dense } = matrixOf(pattern, 8);
    const factor = openFactor(analysePattern(pattern));
    factor.factorise(values);
    const columns = Array.from({ length: 36 }, (_, k) => {
      const unit = new Float64Array(36);
      unit[k] = 1;
      factor.solveTransposed(unit);
      return unit;
    });
    const inverse = inverseOf(dense, 36);
    for (let i = 0; i < 36; i++)
      for (let j = 0; j < 36; j++) {
        const sum = columns.reduce((total, column) => total + column[i]! * column[j]!, 0);
        expect(Math.abs(sum - inverse[i * 36 + j]!)).toBeLessThan(1e-12);
      }
  });

  it("says when the matrix is not positive definite, and works again afterwards", () => {
    const pattern = patternOf(9, grid(3));
    const { values } = matrixOf(pattern, 2);
    const factor = openFactor(analysePattern(pattern));
    const bad = values.slice();
    bad[pattern.columnStart[4]!] = -1;
    expect(factor.factorise(bad)).toBe(false);
    expect(factor.factorise(values)).toBe(true);
  });

  it("fills a 70 by 70 lattice no more than half again as much as a good minimum-degree order", () => {
    const { nonZeros, order } = analysePattern(patternOf(4900, grid(70)));
    expect(nonZeros).toBeLessThan(1.5 * 95_000);
    expect(new Set(order).size).toBe(4900);
  });
});

describe("constraints", () => {
  it("condition mean, covariance and determinant as the dense formulas do", () => {
    const size = 9;
    const pattern = unionPatterns([patternOf(size, full(size))]).pattern;
    const { values, dense } = matrixOf(pattern, 4);
    const factor = openFactor(analysePattern(pattern));
    factor.factorise(values);
    const row = new Float64Array(size).fill(1);
    const correction = openConstraints(factor, [row]);
    expect(correction.update()).toBe(true);
    const inverse = inverseOf(dense, size);
    const v = Float64Array.from(row, (_, i) =>
      inverse.subarray(i * size, (i + 1) * size).reduce((a, b) => a + b, 0),
    );
    const w = v.reduce((a, b) => a + b, 0);
    expect(correction.logDeterminant()).toBeCloseTo(Math.log(w), 11);
    const selected = new Float64Array(values.length);
    factor.selectedInverse(selected);
    correction.correctInverse(pattern, selected);
    for (let j = 0; j < size; j++)
      for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
        const i = pattern.rowIndex[s]!;
        expect(selected[s]!).toBeCloseTo(inverse[j * size + i]! - (v[i]! * v[j]!) / w, 12);
      }
    const draw = Float64Array.from(row, (_, i) => i - 2);
    correction.correct(draw);
    expect(Math.abs(draw.reduce((a, b) => a + b, 0))).toBeLessThan(1e-12);
  });
});

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cholesky, solveCholesky } from "../../../src/math/cholesky.js";
import { openStream } from "../../../src/math/index.js";
import { openFactor } from "../../../src/math/sparse/sparse-factor.js";
import { analysePattern } from "../../../src/math/sparse/symbolic-factor.js";
import { anyMatrix, grid, inverseOf, matrixOf, type Pairs, patternOf, shapes } from "./patterns.js";

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
  const scale = inverse.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
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

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a sparse factor", () => {
  it.each(shapes)(
    "of %s has the determinant, solutions and inverse of the dense one",
    (_name, size, pairs) => {
      expectAgreement(size, pairs, 3);
    },
  );

  it("agrees with the dense one on any pattern", () => {
    fc.assert(
      fc.property(anyMatrix, ({ size, pairs, seed }) => {
        expectAgreement(size, pairs, seed);
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

  it.each([-1, 0, NaN])("says that %s on the diagonal is not positive definite", (entry) => {
    const pattern = patternOf(9, grid(3));
    const { values } = matrixOf(pattern, 2);
    const factor = openFactor(analysePattern(pattern));
    const bad = values.slice();
    bad[pattern.columnStart[4]!] = entry;
    expect(factor.factorise(bad)).toBe(false);
    expect(factor.factorise(values)).toBe(true);
  });

  it("says that two equal rows are not positive definite", () => {
    const pattern = patternOf(2, [[0, 1]]);
    const factor = openFactor(analysePattern(pattern));
    expect(factor.factorise(Float64Array.of(4, 4, 4))).toBe(false);
  });

  it("depends on the last values only, and on no other factor of the pattern", () => {
    const pattern = patternOf(400, grid(20));
    const symbolic = analysePattern(pattern);
    const [first, second] = [openFactor(symbolic), openFactor(symbolic)];
    const { values } = matrixOf(pattern, 6);
    first.factorise(values);
    const determinant = first.logDeterminant();
    first.selectedInverse(new Float64Array(values.length));
    second.factorise(matrixOf(pattern, 7).values);
    expect(first.logDeterminant()).toBe(determinant);
    expect(second.logDeterminant()).not.toBe(determinant);
    second.factorise(values);
    expect(second.logDeterminant()).toBe(determinant);
  });

  it("does without WebAssembly where a host has none", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expectAgreement(100, grid(10), 3);
  });

  it("keeps its digits where the matrix is nearly singular", () => {
    // A lattice's Laplacian with 1e-6 on the diagonal: the constant vector has the eigenvalue 1e-6.
    const size = 400;
    const pattern = patternOf(size, grid(20));
    const values = new Float64Array(pattern.rowIndex.length).fill(-1);
    const degrees = new Float64Array(size);
    for (const [a, b] of grid(20)) {
      degrees[a]!++;
      degrees[b]!++;
    }
    degrees.forEach((degree, j) => (values[pattern.columnStart[j]!] = degree + 1e-6));
    const factor = openFactor(analysePattern(pattern));
    expect(factor.factorise(values)).toBe(true);
    const ones = new Float64Array(size).fill(1);
    factor.solve(ones);
    for (const x of ones) expect(Math.abs(x / 1e6 - 1)).toBeLessThan(1e-8);
    const inverse = new Float64Array(values.length);
    factor.selectedInverse(inverse);
    for (let j = 0; j < size; j += 37) {
      const unit = new Float64Array(size);
      unit[j] = 1;
      factor.solve(unit);
      expect(Math.abs(inverse[pattern.columnStart[j]!]! / unit[j]! - 1)).toBeLessThan(1e-12);
    }
  });

  it("works from a copy of its plan, as threads pass it on", () => {
    const pattern = patternOf(100, grid(10));
    const { values } = matrixOf(pattern, 1);
    const symbolic = analysePattern(pattern);
    const determinants = [symbolic, structuredClone(symbolic)].map((plan) => {
      const factor = openFactor(plan);
      factor.factorise(values);
      return factor.logDeterminant();
    });
    expect(determinants[1]).toBe(determinants[0]);
  });
});

import { describe, expect, it } from "vitest";
import { openConstraints } from "../../../src/math/sparse/constraints.js";
import { openFactor } from "../../../src/math/sparse/sparse-factor.js";
import { analysePattern } from "../../../src/math/sparse/symbolic-factor.js";
import { unionPatterns } from "../../../src/math/sparse/symmetric-pattern.js";
import { full, inverseOf, matrixOf, patternOf } from "./patterns.js";

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

  it("bring a mean to given sums, along M⁻¹ Cᵀ", () => {
    const size = 6;
    const pattern = patternOf(size, full(size));
    const { values, dense } = matrixOf(pattern, 9);
    const factor = openFactor(analysePattern(pattern));
    factor.factorise(values);
    const rows = [Float64Array.of(1, 1, 1, 0, 0, 0), Float64Array.of(0, 0, 1, 1, 1, -1)];
    const correction = openConstraints(factor, rows);
    correction.update();
    const mean = Float64Array.of(3, -1, 2, 0.5, 1, 4);
    const moved = mean.slice();
    correction.correct(moved, Float64Array.of(2, -7));
    const sums = rows.map((row) => row.reduce((total, c, i) => total + c * moved[i]!, 0));
    expect(sums[0]).toBeCloseTo(2, 12);
    expect(sums[1]).toBeCloseTo(-7, 12);
    // M (moved - mean) is a combination of the rows of C.
    const pull = Array.from({ length: size }, (_, i) =>
      moved.reduce((total, x, j) => total + dense[i * size + j]! * (x - mean[j]!), 0),
    );
    expect(pull[1]).toBeCloseTo(pull[0]!, 11);
    expect(pull[2]).toBeCloseTo(pull[0]! + pull[3]!, 11);
    expect(pull[4]).toBeCloseTo(pull[3]!, 11);
    expect(pull[5]).toBeCloseTo(-pull[3]!, 11);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cholesky,
  logSumExp,
  quantile,
  solveCholesky,
  weightedMean,
  weightedStandardDeviation,
} from "../../src/math/index.js";

const systems = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    entries: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
      minLength: n * n,
      maxLength: n * n,
    }),
    b: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
  }),
);

/** A Aᵀ + I / 2, positive definite. */
function definite(entries: readonly number[], n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) matrix[i * n + j]! += entries[i * n + k]! * entries[j * n + k]!;
    }
    matrix[i * n + i]! += 0.5;
  }
  return matrix;
}

describe("Cholesky factors", () => {
  it("solve symmetric positive definite systems", () => {
    fc.assert(
      fc.property(systems, ({ n, entries, b }) => {
        const matrix = definite(entries, n);
        const solution = Float64Array.from(b);
        solveCholesky(cholesky(matrix, n)!, n, solution);
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * solution[j]!;
          expect(sum).toBeCloseTo(b[i]!, 9);
        }
      }),
    );
  });

  it("do not exist for a matrix that is not positive definite", () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(cholesky(Float64Array.of(NaN), 1)).toBeUndefined();
  });
});

const weightedValues = fc.array(
  fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 1, max: 4 })),
  { minLength: 1, maxLength: 20 },
);

describe("summaries of numbers", () => {
  it("quantiles interpolate between order statistics as R's type 7", () => {
    const sorted = [1, 2, 4, 8];
    const places = [0, 0.25, 0.5, 0.9, 1];
    const expected = [1, 1.75, 3, 6.8, 8];
    places.forEach((p, i) => expect(quantile(sorted, p)).toBeCloseTo(expected[i]!, 14));
    expect(quantile([5], 0.3)).toBe(5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([-Infinity, 0, Infinity], 0.5)).toBe(0);
  });

  it("log-sum-exp neither overflows nor underflows", () => {
    expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logSumExp([-1000, -1001])).toBeCloseTo(-1000 + Math.log1p(Math.exp(-1)), 12);
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity, 3])).toBe(3);
  });

  it("weights count rows, so that a weight of two is a row twice", () => {
    fc.assert(
      fc.property(weightedValues, (pairs) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, weight]) => weight);
        const repeated = pairs.flatMap(([value, weight]) => new Array<number>(weight).fill(value));
        expect(weightedMean(values, weights)).toBeCloseTo(weightedMean(repeated), 10);
        const sd = weightedStandardDeviation(values, weights);
        expect(sd).toBeCloseTo(weightedStandardDeviation(repeated), 10);
      }),
    );
  });

  it("rows of weight zero may hold anything", () => {
    expect(weightedMean([1, NaN, 3], [1, 0, 1])).toBe(2);
    expect(weightedStandardDeviation([1, Infinity, 3], [1, 0, 1])).toBe(1);
  });
});

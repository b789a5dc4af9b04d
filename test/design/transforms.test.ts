/** Polynomials and splines against definitions that are computed differently, and numbers of R. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonMatrix, designOf, frameOf, tryNewData } from "../support/design-frames.js";

function columnsOf(term: string, x: readonly number[]): readonly (readonly number[])[] {
  const frame = frameOf({ y: x.map((_, row) => row % 3), x });
  return commonMatrix(designOf(`y ~ 0 + ${term}`, frame).predictor);
}

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, row) => sum + value * right[row]!, 0);

/** Gram-Schmidt, twice, on the powers of x: what R's QR decomposition gives up to sign. */
function orthonormalPowers(x: readonly number[], degree: number): readonly (readonly number[])[] {
  const basis: (readonly number[])[] = [];
  for (let power = 0; power <= degree; power++) {
    let column: readonly number[] = x.map((value) => value ** power);
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of basis) {
        const share = dot(column, earlier);
        column = column.map((value, row) => value - share * earlier[row]!);
      }
    }
    const length = Math.sqrt(dot(column, column));
    basis.push(column.map((value) => value / length));
  }
  return basis.slice(1);
}

const distinctNumbers = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), {
  minLength: 6,
  maxLength: 15,
});

describe("poly", () => {
  it("gives R's poly(1:5, 2)", () => {
    const [linear, quadratic] = columnsOf("poly(x, 2)", [1, 2, 3, 4, 5]);
    const root = (value: number): number => value / Math.sqrt(10);
    [-2, -1, 0, 1, 2].forEach((value, row) => expect(linear![row]).toBeCloseTo(root(value), 12));
    const curve = [2, -1, -2, -1, 2].map((value) => value / Math.sqrt(14));
    curve.forEach((value, row) => expect(quadratic![row]).toBeCloseTo(value, 12));
  });

  it("is the orthonormal basis of the powers, leading coefficients positive", () => {
    fc.assert(
      fc.property(distinctNumbers, fc.integer({ min: 1, max: 4 }), (x, degree) => {
        const expected = orthonormalPowers(
          x.map((value) => value / 50),
          degree,
        );
        for (const [k, column] of columnsOf(`poly(x, ${degree})`, x).entries()) {
          column.forEach((value, row) => expect(value).toBeCloseTo(expected[k]![row]!, 7));
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("raw gives the powers", () => {
    expect(columnsOf("poly(x, 3, raw=True)", [1, 2, 3])).toEqual([
      [1, 2, 3],
      [1, 4, 9],
      [1, 8, 27],
    ]);
  });
});

/** B_{i,k}(x) by its recursive definition; the last interval is closed. */
function basisFunction(knots: readonly number[], i: number, degree: number, x: number): number {
  if (degree === 0) {
    const last = knots[i + 1] === knots[knots.length - 1] && x === knots[i + 1];
    return (knots[i]! <= x && x < knots[i + 1]!) || (last && knots[i]! < knots[i + 1]!) ? 1 : 0;
  }
  const rise = knots[i + degree]! - knots[i]!;
  const fall = knots[i + degree + 1]! - knots[i + 1]!;
  const left = rise > 0 ? ((x - knots[i]!) / rise) * basisFunction(knots, i, degree - 1, x) : 0;
  const right =
    fall > 0
      ? ((knots[i + degree + 1]! - x) / fall) * basisFunction(knots, i + 1, degree - 1, x)
      : 0;
  return left + right;
}

describe("bs", () => {
  it("gives the numbers of R's bs(women$height, df = 5)", () => {
    const heights = Array.from({ length: 15 }, (_, row) => 58 + row);
    const columns = columnsOf("bs(x, df=5)", heights);
    const second = [0.4534439, 0.059857872, 0.001639942, 0, 0];
    second.forEach((value, k) => expect(columns[k]![1]).toBeCloseTo(value, 6));
    expect(columns.map((column) => column[0])).toEqual([0, 0, 0, 0, 0]);
    expect(columns.map((column) => column[14])).toEqual([0, 0, 0, 0, 1]);
  });

  it("agrees with the recursive definition of its basis", () => {
    fc.assert(
      fc.property(
        distinctNumbers,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (x, degree, intercept) => {
          const sorted = x.toSorted((left, right) => left - right);
          const at = (p: number): number => {
            const place = p * (x.length - 1);
            const below = Math.floor(place);
            return sorted[below]! + (place - below) * ((sorted[below + 1] ?? 0) - sorted[below]!);
          };
          const ends = (value: number): number[] => new Array<number>(degree + 1).fill(value);
          const knots = [...ends(sorted[0]!), at(1 / 3), at(2 / 3), ...ends(sorted.at(-1)!)];
          const df = 2 + degree + (intercept ? 1 : 0);
          const settings = `df=${df}, degree=${degree}, intercept=${intercept ? "True" : "False"}`;
          const columns = columnsOf(`bs(x, ${settings})`, x);
          expect(columns).toHaveLength(df);
          const skipped = intercept ? 0 : 1;
          for (const [k, column] of columns.entries()) {
            column.forEach((value, row) =>
              expect(value).toBeCloseTo(basisFunction(knots, k + skipped, degree, x[row]!), 10),
            );
          }
        },
      ),
      { numRuns: 50, seed: 2 },
    );
  });

  it("sums to one with an intercept, beyond the boundary too", () => {
    const frame = frameOf({ y: [0, 1, 0, 1, 1, 0, 0], x: [1, 2, 3, 4, 5, 6, 7] });
    const design = designOf("y ~ 0 + bs(x, df=6, intercept=True)", frame);
    const beyond = tryNewData(design, frameOf({ x: [-3, 0, 4.5, 9] })).predictor!;
    const columns = commonMatrix(beyond);
    for (let row = 0; row < 4; row++) {
      expect(columns.reduce((sum, column) => sum + column[row]!, 0)).toBeCloseTo(1, 9);
    }
  });

  it("takes inner knots and boundaries", () => {
    const columns = columnsOf(
      "bs(x, knots=[2, 3], degree=1, lower_bound=0, upper_bound=6)",
      [1, 2, 3, 4.5, 5],
    );
    const knots = [0, 0, 2, 3, 6, 6];
    for (const [k, column] of columns.entries()) {
      [1, 2, 3, 4.5, 5].forEach((value, row) =>
        expect(column[row]).toBeCloseTo(basisFunction(knots, k + 1, 1, value), 12),
      );
    }
  });
});

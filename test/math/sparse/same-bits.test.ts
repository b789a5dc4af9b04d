/** The module and its JavaScript twin agree in every bit, so that draws do not depend on what a host can run. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { openStream } from "../../../src/math/index.js";
import { openFactor } from "../../../src/math/sparse/sparse-factor.js";
import { analysePattern } from "../../../src/math/sparse/symbolic-factor.js";
import { anyMatrix, matrixOf, type Pairs, patternOf, shapes } from "./patterns.js";

const bits = (numbers: Float64Array): BigUint64Array => new BigUint64Array(numbers.slice().buffer);

/** Everything that a factor computes. */
function outcomes(backend: "wasm" | "javascript", size: number, pairs: Pairs, seed: number) {
  const pattern = patternOf(size, pairs);
  const { values } = matrixOf(pattern, seed);
  const factor = openFactor(analysePattern(pattern), { backend });
  const random = openStream(seed, "vector");
  const vector = Float64Array.from({ length: size }, () => random.normal());
  const draw = vector.slice();
  const inverse = new Float64Array(values.length);
  const isPositive = factor.factorise(values);
  factor.solve(vector);
  factor.solveTransposed(draw);
  factor.selectedInverse(inverse);
  return {
    isPositive,
    determinant: factor.logDeterminant(),
    vector: bits(vector),
    draw: bits(draw),
    inverse: bits(inverse),
  };
}

it.each(shapes)("holds for %s", (_name, size, pairs) => {
  expect(outcomes("wasm", size, pairs, 3)).toEqual(outcomes("javascript", size, pairs, 3));
});

it("holds for any pattern", () => {
  fc.assert(
    fc.property(anyMatrix, ({ size, pairs, seed }) => {
      expect(outcomes("wasm", size, pairs, seed)).toEqual(
        outcomes("javascript", size, pairs, seed),
      );
    }),
    { numRuns: 100, seed: 8 },
  );
});

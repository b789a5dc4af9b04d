/** Plans of some of the rows: they add up to the whole, prior counted once. */
import { describe, expect, it } from "vitest";
import { compileModel, planOfRows } from "../../src/compiler/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import { smallModels, smallPosition, smallSpecification } from "./small-specifications.js";

const gradientAt = (evaluator: ReturnType<typeof openEvaluator>, position: Float64Array) => {
  const gradient = new Float64Array(position.length);
  evaluator.logDensity.logDensityAndGradient(position, gradient);
  return gradient;
};

describe("plans of a partition of the rows", () => {
  for (const model of smallModels(30)) {
    it(`add up to the gradient of the whole for ${model.family}, ${model.link}, ${model.effect}`, () => {
      const spec = smallSpecification(model);
      const compiled = compileModel(spec, () => 0);
      const rowCount = spec.design.response.values.length;
      const rows = Array.from({ length: rowCount }, (_, row) => row);
      const parts = [0, 1, 2].map((part) =>
        openEvaluator(
          planOfRows(compiled, Int32Array.from(rows.filter((row) => row % 3 === part))),
        ),
      );
      const prior = openEvaluator(planOfRows(compiled, new Int32Array(0)));
      const whole = openEvaluator(compiled.plan);
      const position = smallPosition(spec, whole.logDensity.dimension);
      const expected = gradientAt(whole, position);
      const sum = gradientAt(prior, position).map((slope) => -2 * slope);
      for (const part of parts)
        gradientAt(part, position).forEach((slope, i) => (sum[i]! += slope));
      const size = Math.max(...expected.map(Math.abs));
      sum.forEach((slope, i) => expect(Math.abs(slope - expected[i]!) / size).toBeLessThan(1e-11));
    });
  }
});

/** Gradients of every family × link × effect against fourth-order differences of the oracle. */
import { describe, expect, it } from "vitest";
import { buildModelGraph } from "../../src/compiler/build-graph.js";
import { openOracle } from "../../src/graph/index.js";
import { differentiate, relativeError } from "../graph/finite-differences.js";
import { smallModels, smallPosition, smallSpecification } from "./small-specifications.js";

describe("the gradient of a model", () => {
  for (const model of smallModels(30)) {
    it(`is exact for ${model.family}, ${model.link} link, ${model.effect}`, () => {
      const spec = smallSpecification(model);
      const oracle = openOracle(buildModelGraph(spec).graph);
      const position = smallPosition(spec, oracle.dimension);
      const gradient = new Float64Array(oracle.dimension);
      const value = oracle.logDensityAndGradient(position, gradient);
      expect(Number.isFinite(value)).toBe(true);
      expect(relativeError(gradient, differentiate(oracle, position))).toBeLessThan(1e-7);
    });
  }
});

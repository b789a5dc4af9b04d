/** Oracle, JavaScript twins and WebAssembly kernels compute the same density, gradient and reports. */
import { describe, expect, it } from "vitest";
import { buildModelGraph } from "../../src/compiler/build-graph.js";
import { openOracle, planGraph, rewriteGraph, type Graph } from "../../src/graph/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import type { ModelSpec } from "../../src/model/model-spec.js";
import { relativeError } from "../graph/finite-differences.js";
import {
  smallModels,
  smallPosition,
  smallSpecification,
  type SmallModel,
} from "./small-specifications.js";

const tolerance = 1e-12;

interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly reported: Float64Array;
}

function evaluateOracle(graph: Graph, position: Float64Array): Evaluation {
  const oracle = openOracle(graph);
  const gradient = new Float64Array(oracle.dimension);
  const reported = new Float64Array(oracle.reportedCount);
  const value = oracle.logDensityAndGradient(position, gradient);
  oracle.report(position, reported);
  return { value, gradient, reported };
}

function evaluatePlan(
  graph: Graph,
  position: Float64Array,
  backend: "wasm" | "javascript",
): Evaluation {
  const evaluator = openEvaluator(planGraph(graph), { backend });
  const gradient = new Float64Array(position.length);
  const reported = new Float64Array(evaluator.reportedCount);
  evaluator.logDensity.logDensityAndGradient(position, gradient);
  const value = evaluator.logDensity.logDensityAndGradient(position, gradient);
  evaluator.report(position, reported);
  return { value, gradient, reported };
}

function expectAgreement(found: Evaluation, expected: Evaluation): void {
  expect(Math.abs(found.value - expected.value)).toBeLessThan(
    tolerance * Math.max(1, Math.abs(expected.value)),
  );
  expect(relativeError(found.gradient, expected.gradient)).toBeLessThan(tolerance);
  expect(relativeError(found.reported, expected.reported)).toBeLessThan(tolerance);
}

function nameOf({ family, link, effect }: SmallModel): string {
  return `${family}, ${link} link, ${effect}`;
}

describe.each([50, 1300])("with %i rows, oracle, twins and kernels agree", (rowCount) => {
  const models = smallModels(rowCount).filter(
    ({ effect }) => rowCount <= 50 || effect === "everything",
  );
  for (const model of models) {
    it(`for ${nameOf(model)}`, () => {
      const spec = smallSpecification(model);
      const { graph } = buildModelGraph(spec);
      const position = smallPosition(spec, graph.positionSize);
      const expected = evaluateOracle(graph, position);
      expect(Number.isFinite(expected.value)).toBe(true);
      const { graph: rewritten } = rewriteGraph(graph);
      expectAgreement(evaluateOracle(rewritten, position), expected);
      for (const backend of ["wasm", "javascript"] as const) {
        expectAgreement(evaluatePlan(graph, position, backend), expected);
        expectAgreement(evaluatePlan(rewritten, position, backend), expected);
      }
    });
  }
});

describe("degenerate data", () => {
  const agree = (spec: ModelSpec): void => {
    const { graph } = buildModelGraph(spec);
    const position = smallPosition(spec, graph.positionSize);
    const { graph: rewritten } = rewriteGraph(graph);
    const expected = evaluateOracle(graph, position);
    expectAgreement(evaluateOracle(rewritten, position), expected);
    expectAgreement(evaluatePlan(rewritten, position, "wasm"), expected);
  };

  it("with one row is evaluated like any other", () => {
    agree(
      smallSpecification({ family: "poisson", link: "log", effect: "everything", rowCount: 1 }),
    );
  });

  it("without a single trial leaves the priors", () => {
    const spec = smallSpecification({
      family: "binomial",
      link: "logit",
      effect: "everything",
      rowCount: 12,
    });
    const none = new Float64Array(12);
    const response = { ...spec.design.response, values: none, trials: none };
    agree({ ...spec, design: { ...spec.design, response } });
  });
});

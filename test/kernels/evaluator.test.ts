/** Plans on kernels, plans on twins and the oracle give the same log density and gradient. */
import { describe, expect, it } from "vitest";
import {
  likelihoods,
  openOracle,
  planGraph,
  type LikelihoodName,
  type LinkOpName,
} from "../../src/graph/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import { regressionGraph, smallPosition } from "./graph-cases.js";

const links: readonly LinkOpName[] = ["identity", "log", "logit", "probit", "cloglog", "inverse"];
/** The predictor of these graphs is near 0.4, where e^eta and 1/eta are no proportions. */
const cases = (Object.keys(likelihoods) as LikelihoodName[])
  .flatMap((family) => links.map((link) => ({ family, link })))
  .filter(
    ({ family, link }) =>
      !["binomial", "beta"].includes(family) || !["log", "inverse"].includes(link),
  );

function worstError(actual: Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return actual.reduce((worst, x, i) => Math.max(worst, Math.abs(x - expected[i]!)), 0) / largest;
}

describe.each(cases)("$family with $link link", ({ family, link }) => {
  it.each([1, 37, 513, 1025])(
    "is the oracle's function on %i rows, and twins give its bits",
    (n) => {
      const graph = regressionGraph(family, link, n, 5);
      const plan = planGraph(graph);
      const oracle = openOracle(graph);
      const wasm = openEvaluator(plan, { backend: "wasm" }).logDensity;
      const twins = openEvaluator(plan, { backend: "javascript" }).logDensity;
      const gradients = [0, 1, 2].map(() => new Float64Array(graph.positionSize));
      for (const seed of [1, 2]) {
        const at = smallPosition(graph, seed);
        const expected = oracle.logDensityAndGradient(at, gradients[0]!);
        const value = wasm.logDensityAndGradient(at, gradients[1]!);
        const twin = twins.logDensityAndGradient(at, gradients[2]!);
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(expected)));
        expect(worstError(gradients[1]!, gradients[0]!)).toBeLessThanOrEqual(1e-12);
        expect(Object.is(value, twin)).toBe(true);
        expect(gradients[2]).toEqual(gradients[1]);
      }
    },
  );
});

describe("an evaluator", () => {
  const graph = regressionGraph("gaussian", "identity", 700, 6);
  const plan = planGraph(graph);

  it("reports the named parameters, in order, without touching the density", () => {
    const evaluator = openEvaluator(plan);
    const oracle = openOracle(graph);
    expect(evaluator.reportedCount).toBe(5);
    const at = smallPosition(graph, 3);
    const gradient = new Float64Array(graph.positionSize);
    const before = evaluator.logDensity.logDensityAndGradient(at, gradient);
    const values = new Float64Array(5);
    const expected = new Float64Array(5);
    evaluator.report(smallPosition(graph, 4), values);
    oracle.report(smallPosition(graph, 4), expected);
    values.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 14));
    expect(evaluator.logDensity.logDensityAndGradient(at, gradient)).toBe(before);
  });

  it("gives the same bits when it is asked again and when another one is opened", () => {
    const at = smallPosition(graph, 7);
    const first = new Float64Array(graph.positionSize);
    const second = new Float64Array(graph.positionSize);
    const evaluator = openEvaluator(plan).logDensity;
    const value = evaluator.logDensityAndGradient(at, first);
    evaluator.logDensityAndGradient(smallPosition(graph, 8), second);
    expect(evaluator.logDensityAndGradient(at, second)).toBe(value);
    expect(second).toEqual(first);
    expect(openEvaluator(structuredClone(plan)).logDensity.logDensityAndGradient(at, second)).toBe(
      value,
    );
    expect(second).toEqual(first);
  });

  it("passes NaN and infinite densities on instead of throwing", () => {
    const evaluator = openEvaluator(plan).logDensity;
    const gradient = new Float64Array(graph.positionSize);
    const at = smallPosition(graph, 9);
    at[19] = 800;
    expect(Number.isFinite(evaluator.logDensityAndGradient(at, gradient))).toBe(false);
    at[19] = 0;
    expect(Number.isFinite(evaluator.logDensityAndGradient(at, gradient))).toBe(true);
  });

  it("runs on the twins where WebAssembly is missing", () => {
    const kept = Object.getOwnPropertyDescriptor(globalThis, "WebAssembly")!;
    Object.defineProperty(globalThis, "WebAssembly", { value: undefined, configurable: true });
    try {
      const evaluator = openEvaluator(plan);
      expect(evaluator.backend).toBe("javascript");
    } finally {
      Object.defineProperty(globalThis, "WebAssembly", kept);
    }
    expect(openEvaluator(plan).backend).toBe("wasm");
  });

  it("keeps hundreds of memories open at once", () => {
    const open = Array.from({ length: 300 }, () => openEvaluator(plan, { backend: "wasm" }));
    expect(new Set(open.map(({ backend }) => backend))).toEqual(new Set(["wasm"]));
  });
});

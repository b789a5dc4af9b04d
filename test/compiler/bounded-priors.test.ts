/** Priors with bounded support, flat priors and intercepts at zero: constraints, gradients, densities. */
import { describe, expect, it } from "vitest";
import { buildModelGraph } from "../../src/compiler/index.js";
import { openOracle, planGraph, rewriteGraph } from "../../src/graph/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import type { ModelSpec, ResolvedPrior } from "../../src/model/model-spec.js";
import { differentiate, relativeError } from "../graph/finite-differences.js";
import { prior, smallPosition, smallSpecification } from "./small-specifications.js";

const base = smallSpecification({
  family: "student_t",
  link: "identity",
  effect: "everything",
  rowCount: 40,
});

function withPriors(change: {
  readonly common?: readonly ResolvedPrior[];
  readonly scales?: ResolvedPrior;
  readonly intercept?: ResolvedPrior;
  readonly auxiliary?: ResolvedPrior;
}): ModelSpec {
  const { common, scales, intercept, auxiliary } = change;
  return {
    ...base,
    ...(intercept ? { intercept: { name: "Intercept", prior: intercept } } : {}),
    common: base.common.map((parameter, i) => ({
      ...parameter,
      prior: common ? common[i % common.length]! : parameter.prior,
    })),
    group: base.group.map((group) => ({
      ...group,
      scalePriors: group.scalePriors.map((own) => scales ?? own),
    })),
    auxiliary: base.auxiliary.map((own) => ({ ...own, prior: auxiliary ?? own.prior })),
  };
}

const specifications: readonly (readonly [string, ModelSpec])[] = [
  [
    "bounded coefficients among free ones",
    withPriors({
      common: [prior("Uniform", -1, 2), prior("Normal", 0, 1), prior("Exponential", 1)],
    }),
  ],
  ["bounded coefficients only", withPriors({ common: [prior("Uniform", -0.5, 0.5)] })],
  ["flat coefficients", withPriors({ common: [prior("Flat")] })],
  ["a uniform sd", withPriors({ scales: { ...prior("Uniform", 0, 3), scale: "sd" } })],
  ["a flat sd", withPriors({ scales: { ...prior("Flat"), scale: "sd" } })],
  [
    "a uniform precision",
    withPriors({ scales: { ...prior("Uniform", 0.5, 4), scale: "precision" } }),
  ],
  ["a uniform variance", withPriors({ scales: { ...prior("Uniform", 0, 4), scale: "variance" } })],
  [
    "a normal intercept at zero",
    withPriors({ intercept: { ...prior("Normal", 0, 1), at: "zero" } }),
  ],
  [
    "a uniform intercept at zero",
    withPriors({ intercept: { ...prior("Uniform", -2, 3), at: "zero" } }),
  ],
  [
    "a uniform intercept at means",
    withPriors({ intercept: { ...prior("Uniform", -2, 3), at: "means" } }),
  ],
  ["a bounded auxiliary parameter", withPriors({ auxiliary: prior("Uniform", 0.5, 9) })],
  ["a flat auxiliary parameter", withPriors({ auxiliary: prior("Flat") })],
];

describe.each(specifications)("a model with %s", (_name, spec) => {
  const { graph, parameters } = buildModelGraph(spec);
  const oracle = openOracle(graph);
  const position = smallPosition(spec, oracle.dimension);

  it("has an exact gradient", () => {
    const gradient = new Float64Array(oracle.dimension);
    expect(Number.isFinite(oracle.logDensityAndGradient(position, gradient))).toBe(true);
    expect(relativeError(gradient, differentiate(oracle, position))).toBeLessThan(1e-7);
  });

  it("is the same function on the kernels", () => {
    const { logDensity } = openEvaluator(planGraph(rewriteGraph(graph).graph));
    const expected = new Float64Array(oracle.dimension);
    const found = new Float64Array(oracle.dimension);
    const value = oracle.logDensityAndGradient(position, expected);
    expect(logDensity.logDensityAndGradient(position, found)).toBeCloseTo(value, 9);
    expect(relativeError(found, expected)).toBeLessThan(1e-12);
  });

  it("keeps every parameter inside its prior's support, wherever the position is", () => {
    const values = new Float64Array(oracle.reportedCount);
    oracle.report(
      position.map((_value, j) => (j % 2 === 0 ? 12 : -12)),
      values,
    );
    const bounds = new Map<string, readonly [number, number]>();
    const add = (name: string, own: ResolvedPrior): void => {
      const [lower = 0, upper = 0] = own.distribution.parameters;
      if (own.distribution.name === "Uniform" && own.at !== "means") {
        bounds.set(name, boundsOnSd(own.scale, lower, upper));
      }
    };
    add("Intercept", spec.intercept!.prior);
    for (const { name, prior: own } of [...spec.common, ...spec.auxiliary]) add(name, own);
    for (const { scaleNames, scalePriors } of spec.group) {
      scaleNames.forEach((name, i) => add(name, scalePriors[i]!));
    }
    parameters.forEach(({ name }, i) => {
      const [lower, upper] = bounds.get(name) ?? [-Infinity, Infinity];
      expect(values[i]).toBeGreaterThanOrEqual(lower);
      expect(values[i]).toBeLessThanOrEqual(upper);
    });
  });
});

function boundsOnSd(
  scale: ResolvedPrior["scale"],
  lower: number,
  upper: number,
): readonly [number, number] {
  if (scale === "precision") return [1 / Math.sqrt(upper), 1 / Math.sqrt(lower)];
  if (scale === "variance") return [Math.sqrt(lower), Math.sqrt(upper)];
  return [lower, upper];
}

describe("a formula without intercept or common terms", () => {
  it("is compiled with group effects alone", () => {
    const spec: ModelSpec = {
      ...base,
      intercept: undefined,
      common: [],
      centred: false,
      design: {
        ...base.design,
        predictor: { ...base.design.predictor, common: [], intercept: false },
      },
    };
    const { graph, parameters } = buildModelGraph(spec);
    const oracle = openOracle(graph);
    const position = new Float64Array(oracle.dimension).fill(0.1);
    const gradient = new Float64Array(oracle.dimension);
    oracle.logDensityAndGradient(position, gradient);
    expect(relativeError(gradient, differentiate(oracle, position))).toBeLessThan(1e-7);
    expect(parameters[0]?.role).toBe("auxiliary");
  });
});

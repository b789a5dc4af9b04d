/** The compiled density is the posterior that the specification states, written out by hand. */
import { describe, expect, it } from "vitest";
import { buildModelGraph, compileModel } from "../../src/compiler/index.js";
import { nodesOf, openOracle } from "../../src/graph/index.js";
import { platform } from "../../src/math/index.js";
import type { ModelSpec } from "../../src/model/model-spec.js";
import { logLikelihood, logPosterior, type ValueOf } from "./hand-written-posterior.js";
import {
  prior,
  smallModels,
  smallPosition,
  smallSpecification,
  type SmallModel,
} from "./small-specifications.js";

function valuesAt(spec: ModelSpec, position: Float64Array): ValueOf {
  const { graph, parameters } = buildModelGraph(spec);
  const oracle = openOracle(graph);
  const values = new Float64Array(oracle.reportedCount);
  oracle.report(position, values);
  const byName = new Map(parameters.map(({ name }, i) => [name, values[i]!]));
  return (name) => {
    const value = byName.get(name);
    if (value === undefined) throw new Error(`${name} is not reported`);
    return value;
  };
}

function densityAt(spec: ModelSpec, position: Float64Array): number {
  const oracle = openOracle(buildModelGraph(spec).graph);
  return oracle.logDensityAndGradient(position, new Float64Array(oracle.dimension));
}

/** Correlations stay where they are, as their densities are left out of the hand-written sum. */
function moved(spec: ModelSpec, position: Float64Array): Float64Array {
  const scales = spec.group.flatMap(({ scaleNames }) => scaleNames).length;
  const first = spec.common.length + 1 + spec.auxiliary.length + scales;
  const pairs = spec.design.predictor.group.map(({ correlated, effectNames: { length: k } }) =>
    correlated ? (k * (k - 1)) / 2 : 0,
  );
  const last = first + pairs.reduce((total, count) => total + count, 0);
  return position.map((value, j) => (j >= first && j < last ? value : value + 0.01 * (j % 3)));
}

function nameOf({ family, link, effect }: SmallModel): string {
  return `${family}, ${link} link, ${effect}`;
}

const models = smallModels(40);

describe("the log density", () => {
  // The two parts of a mixed effect cannot be told from their sum: test/compiler/mixed-areas.test.ts.
  const told = models.filter(({ effect }) => effect !== "mixed areas");
  it.each(told.map((model) => [nameOf(model), model] as const))(
    "is the hand-written posterior: %s",
    (_name, model) => {
      const spec = smallSpecification(model);
      const position = smallPosition(spec, buildModelGraph(spec).graph.positionSize);
      const other = moved(spec, position);
      const found = densityAt(spec, other) - densityAt(spec, position);
      const expected =
        logPosterior(spec, valuesAt(spec, other)) - logPosterior(spec, valuesAt(spec, position));
      expect(found).toBeCloseTo(expected, 8);
    },
  );

  it.each(models.map((model) => [nameOf(model), model] as const))(
    "holds the normalised likelihood: %s",
    (_name, model) => {
      const spec = smallSpecification(model);
      const { graph } = buildModelGraph(spec);
      const position = smallPosition(spec, graph.positionSize);
      const [likelihood] = nodesOf(graph, "likelihood");
      const oracle = openOracle({ ...graph, output: likelihood!.id });
      const value = oracle.logDensityAndGradient(position, new Float64Array(graph.positionSize));
      expect(value).toBeCloseTo(logLikelihood(spec, valuesAt(spec, position)), 7);
    },
  );
});

describe("the layout", () => {
  const spec = smallSpecification({
    family: "gaussian",
    link: "identity",
    effect: "everything",
    rowCount: 20,
  });

  it("reports parameters in the contract's order under the contract's names", () => {
    const { parameters, coordinateTerms, graph } = buildModelGraph(spec);
    expect(parameters.map(({ name }) => name)).toEqual([
      "Intercept",
      "poly(x, 2)[0]",
      "poly(x, 2)[1]",
      "a[a2]",
      "a[a3]",
      "a[a1]:x",
      "a[a2]:x",
      "sd(1|g)",
      "sd(1|h)",
      "sd(x|h)",
      "sd(a|h)",
      "cor(1,x|h)",
      "cor(1,a[a2]|h)",
      "cor(x,a[a2]|h)",
      ...["g1", "g2", "g3", "g4"].map((level) => `1|g[${level}]`),
      ...["h1", "h2", "h3"].flatMap((level) => [
        `1|h[${level}]`,
        `x|h[${level}]`,
        `a|h[${level}, a2]`,
      ]),
    ]);
    expect(coordinateTerms).toHaveLength(graph.positionSize);
  });

  it("puts an auxiliary parameter between common coefficients and scales", () => {
    const model = { family: "gamma", link: "log", effect: "everything", rowCount: 20 } as const;
    const names = buildModelGraph(smallSpecification(model)).parameters.map(({ role }) => role);
    expect(names.indexOf("auxiliary")).toBe(names.indexOf("sd") - 1);
    expect(names.indexOf("auxiliary")).toBe(names.lastIndexOf("common") + 1);
  });

  it("reads seconds from the clock that it is given", () => {
    let time = 10;
    const model = compileModel(spec, () => (time += 0.25));
    expect(model.seconds).toBe(0.25);
    expect(model.plan.dimension).toBe(model.coordinateTerms.length);
  });

  it("counts the rows that are left after merging", () => {
    const model = { family: "poisson", link: "log", effect: "categorical", rowCount: 200 } as const;
    const small = smallSpecification(model);
    const compiled = compileModel(small, () => 0);
    expect(compiled.rowsCompiled).toBeLessThan(200);
    expect(compiled.plan.blockPrograms[0]?.rowCount).toBe(compiled.rowsCompiled);
  });
});

describe("whitened coefficients", () => {
  it("have unit curvature where the information matrix is exact", () => {
    const model = {
      family: "gaussian",
      link: "identity",
      effect: "numeric",
      rowCount: 60,
    } as const;
    const spec = smallSpecification(model);
    const { values } = spec.design.response;
    const mean = values.reduce((total, y) => total + y, 0) / values.length;
    const variance = values.reduce((total, y) => total + (y - mean) ** 2, 0) / values.length;
    const free = {
      ...spec,
      common: spec.common.map((p) => ({ ...p, prior: prior("Normal", 0, 2) })),
    };
    const oracle = openOracle(buildModelGraph(free).graph);
    const gradientAt = (theta: readonly number[]): Float64Array => {
      const gradient = new Float64Array(oracle.dimension);
      const position = Float64Array.of(...theta, 0.1, platform.log(Math.sqrt(variance)));
      oracle.logDensityAndGradient(position, gradient);
      return gradient.slice(0, 2);
    };
    const step = 1e-4;
    const columns = [0, 1].map((j) => {
      const up = gradientAt([0, 0].map((x, i) => x + (i === j ? step : 0)));
      const down = gradientAt([0, 0].map((x, i) => x - (i === j ? step : 0)));
      return [...up].map((value, i) => -(value - down[i]!) / (2 * step));
    });
    columns.flat().forEach((found, at) => {
      expect(found).toBeCloseTo(at % 3 === 0 ? 1 : 0, 6);
    });
  });
});

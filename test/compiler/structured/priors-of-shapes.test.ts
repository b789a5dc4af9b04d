/** Penalised-complexity priors of correlations and shares: what they promise, and the distance behind them. */
import { describe, expect, it } from "vitest";
import { boundedPriorOf, measureStructure } from "../../../src/compiler/index.js";
import { boundedLogDensity, type BoundedPrior } from "../../../src/graph/index.js";
import { deterministic, evaluateSpline } from "../../../src/math/index.js";
import type { ResolvedPrior } from "../../../src/model/model-spec.js";
import { effects } from "../../../src/vocabulary/effects/index.js";
import { mixingDistance } from "../../../src/compiler/structured/mixing-distance.js";
import { denseOf, spectrumOf } from "../../math/sparse/dense-symmetric.js";
import { areas } from "../../vocabulary/effects/structures.js";

const inputs = {
  nodeCount: 7,
  locations: new Float64Array(7),
  graph: areas,
  cyclic: false,
  scaled: true,
};
const measured = measureStructure(effects.bym2.build(inputs));

function prior(name: string, parameters: readonly number[], onLogit = false): ResolvedPrior {
  const distribution = { name, parameters };
  return { distribution, source: "user", reason: "test", ...(onLogit && { onLogit: true }) };
}

/** Probability that the parameter is below x, by the trapezoid rule over its coordinate. */
function probabilityBelow(bounded: BoundedPrior, x: number): number {
  const step = 0.002;
  const { lower, upper } = bounded;
  const end = x >= upper ? 40 : Math.log((x - lower) / (upper - x));
  let total = 0;
  for (let t = end - step / 2; t > -60; t -= step)
    total += step * Math.exp(boundedLogDensity(bounded, t, deterministic).value);
  return total;
}

describe("a prior between two bounds", () => {
  const share = (parameters: readonly number[]): BoundedPrior =>
    boundedPriorOf({ kind: "phi", name: "phi", prior: prior("PC", parameters) }, measured);
  const correlation = (name: string, parameters: readonly number[], onLogit = false) =>
    boundedPriorOf(
      { kind: "rho", name: "rho", prior: prior(name, parameters, onLogit) },
      undefined,
    );

  it.each([
    [0.5, 0.5],
    [0.5, 0.667],
    [0.2, 0.1],
  ])("PC(%f, %f) of a share keeps its promise", (u, alpha) => {
    expect(probabilityBelow(share([u, alpha]), u)).toBeCloseTo(alpha, 4);
  });

  it.each([
    [0, 0.9],
    [0.5, 0.75],
    [-0.3, 0.95],
  ])("PC(%f, %f) of a correlation keeps its promise", (u, alpha) => {
    expect(1 - probabilityBelow(correlation("PC", [u, alpha]), u)).toBeCloseTo(alpha, 4);
  });

  it.each([
    ["Uniform", [-1, 1], false],
    ["Uniform", [-0.5, 0.8], false],
    ["Normal", [0, 2.58], true],
  ] as const)("%s(%s) integrates to one", (name, parameters, onLogit) => {
    expect(probabilityBelow(correlation(name, parameters, onLogit), 1)).toBeCloseTo(1, 5);
  });
});

describe("the distance of a mixed effect from an independent one", () => {
  // Below φ = 3e-4, where hardly any prior has mass, its logarithm goes on as a line.
  it("is that of the eigenvalues", () => {
    const { eigenvalues } = spectrumOf(denseOf(measured.matrix), 7);
    const zeros = 7 - eigenvalues.length;
    const spline = mixingDistance(measured);
    for (const phi of [1e-5, 1e-3, 0.01, 0.2, 0.5, 0.83, 0.99, 0.9999]) {
      const parts = eigenvalues.map((value) => phi * (1 / value - 1));
      const square =
        parts.reduce((sum, part) => sum + part - Math.log1p(part), 0) -
        zeros * (phi + Math.log1p(-phi));
      const found = Math.exp(evaluateSpline(spline, Math.log(phi / (1 - phi))).value);
      expect(Math.abs(found / Math.sqrt(square) - 1)).toBeLessThan(phi < 3e-4 ? 2e-3 : 1e-5);
    }
  });

  it("stands on a structure whose variances have the geometric mean 1 in every part", () => {
    const { pseudoInverse } = spectrumOf(denseOf(measured.matrix), 7);
    const logMean = (nodes: readonly number[]): number =>
      nodes.reduce((sum, i) => sum + Math.log(pseudoInverse[i * 8]!), 0) / nodes.length;
    expect(logMean([0, 1, 2, 3])).toBeCloseTo(0, 12);
    expect(logMean([4, 5])).toBeCloseTo(0, 12);
    expect(logMean([6])).toBeCloseTo(0, 12);
  });
});

/** What must hold exactly: gradients, conjugate models, designs and splines. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { centralComposite } from "../../../src/engines/laplace/integration-designs.js";
import { interpolate } from "../../../src/engines/laplace/cubic-spline.js";
import { openPointEvaluator } from "../../../src/engines/laplace/index.js";
import { openEvaluator } from "../../../src/kernels/index.js";
import { cholesky, solveCholesky } from "../../../src/math/index.js";
import { measureStructure } from "../../../src/compiler/index.js";
import { denseOf, spectrumOf } from "../../math/sparse/dense-symmetric.js";
import {
  compileCase,
  gradientError,
  latentOf,
  modelCases,
  ring,
  simulate,
} from "./laplace-models.js";

const data = simulate(80, 8, 3);

describe("the marginal density of the hyperparameters", () => {
  it.each(modelCases)("of $name has a gradient that differences confirm", (one) => {
    expect(gradientError(latentOf(compileCase(one, data)), 1e-3)).toBeLessThan(1e-7);
  });

  it.each(modelCases)("of $name has a conditional mode where NUTS has its", (one) => {
    const model = compileCase(one, data);
    const target = latentOf(model);
    const evaluator = openPointEvaluator(target);
    const { mode } = evaluator.gradient(target.start, target.prior.mean);
    const eta = evaluator.density.conditional.eta.slice();
    // A step in any latent lowers the joint density: its directional derivative is zero.
    const { system, derivatives } = evaluator.density.conditional;
    const residual = new Float64Array(mode.length);
    system.timesPrecision(
      mode.map((value, j) => value - target.prior.mean[j]!),
      residual,
    );
    const { rowStart, column, value } = target.predictor;
    for (let i = 0; i < eta.length; i++)
      for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++)
        residual[column[e]!]! -= derivatives.first[i]! * value[e]!;
    // Within the constraints, each of which is the sum of latents of its own.
    for (const row of target.constraints) {
      const members = row.reduce((count, entry) => count + entry, 0);
      const along = row.reduce((sum, entry, j) => sum + entry * residual[j]!, 0) / members;
      row.forEach((entry, j) => (residual[j]! -= entry * along));
    }
    for (const slope of residual) expect(Math.abs(slope)).toBeLessThan(1e-4);
    expect(openEvaluator(model.plan).reportedCount).toBe(model.parameters.length);
  });
});

describe("a Gaussian model with known errors and a known group scale", () => {
  const effect = [28, 8, -3, 7, -1, 1, 18, 12];
  const error = [15, 10, 16, 11, 9, 11, 10, 18];
  const schools = frameFromColumns("schools", {
    school: effect.map((_, i) => `s${i}`),
    effect,
    error,
  });
  const model = compile("se(effect, error) ~ 1 + (1 | school)", schools, {
    family: "gaussian",
    priors: { "Intercept(at=0)": "Normal(0, 5)", "sd(1|school)": "LogNormal(1.5, 0.3)" },
  });

  it("has the marginal likelihood that quadrature over its only hyperparameter gives", async () => {
    const { approximation } = await fit(model, { engine: "inla" });
    const logMarginal = (tau: number): number => {
      const covariance = new Float64Array(64);
      for (let i = 0; i < 8; i++)
        for (let j = 0; j < 8; j++)
          covariance[i * 8 + j] = 25 + (i === j ? tau ** 2 + error[i]! ** 2 : 0);
      const factor = cholesky(covariance, 8)!;
      const solved = Float64Array.from(effect);
      solveCholesky(factor, 8, solved);
      let log = -4 * Math.log(2 * Math.PI);
      for (let i = 0; i < 8; i++)
        log -= Math.log(factor[i * 8 + i]!) + 0.5 * solved[i]! * effect[i]!;
      return log;
    };
    let total = 0;
    const step = 0.002;
    for (let theta = -1.5; theta < 4.5; theta += step) {
      const z = (theta - 1.5) / 0.3;
      total +=
        (step * Math.exp(logMarginal(Math.exp(theta)) - 0.5 * z * z)) /
        (0.3 * Math.sqrt(2 * Math.PI));
    }
    expect(Math.abs(approximation.logMarginalLikelihood.integrated - Math.log(total))).toBeLessThan(
      1e-5,
    );
  });
});

describe("a Gaussian model of a structured effect", () => {
  const n = data.rowCount;
  const y = numbersOf("y");
  const place = numbersOf("week").map((week) => week - 1);

  function numbersOf(name: string): Float64Array {
    const column = data.columns.find((one) => one.name === name);
    if (column?.kind !== "numeric") throw new Error(name);
    return column.values;
  }

  /** log N(y; 0, covariance of the effect + sigma² I + that of the intercept). */
  function logMarginal(effect: (a: number, b: number) => number, sigma: number): number {
    const covariance = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        covariance[i * n + j] = effect(place[i]!, place[j]!) + 4 + (i === j ? sigma ** 2 : 0);
    const factor = cholesky(covariance, n)!;
    const solved = y.slice();
    solveCholesky(factor, n, solved);
    let log = -0.5 * n * Math.log(2 * Math.PI);
    for (let i = 0; i < n; i++) log -= Math.log(factor[i * n + i]!) + 0.5 * solved[i]! * y[i]!;
    return log;
  }

  /** Covariance of the nodes' effects under the measured structure, for sd 1. */
  function pseudoInverseOf(model: ReturnType<typeof compile>) {
    const { structure } = model.spec.design.predictor.structured[0]!;
    const size = structure.nodeCount;
    const { pseudoInverse } = spectrumOf(denseOf(measureStructure(structure).matrix), size);
    return (a: number, b: number): number => pseudoInverse[a * size + b]!;
  }

  const priors = { "Intercept(at=0)": "Normal(0, 2)" };
  const [sd, sigma, shape] = [0.8, 0.6, 0.35];
  it.each([
    ["rw1(week)", undefined],
    ["besag(area, graph = ring)", undefined],
    ["bym2(area, graph = ring)", 1 / (1 + Math.exp(-shape))],
    ["ar1(week)", 2 / (1 + Math.exp(-shape)) - 1],
  ] as const)("%s has the marginal likelihood of its dense covariance", (term, value) => {
    const model = compile(`y ~ ${term}`, data, { family: "gaussian", graphs: { ring }, priors });
    const target = latentOf(model);
    const rest = value === undefined ? [] : [shape];
    const theta = Float64Array.of(Math.log(sd), ...rest, Math.log(sigma));
    const spatial = term.startsWith("ar1") ? undefined : pseudoInverseOf(model);
    const effect = (a: number, b: number): number => {
      if (!spatial) return sd ** 2 * value! ** Math.abs(a - b);
      const independent = value === undefined || a !== b ? 0 : 1 - value;
      return sd ** 2 * ((value ?? 1) * spatial(a, b) + independent);
    };
    const found = openPointEvaluator(target).value(theta, target.prior.mean).value;
    const prior = target.logHyperprior(theta, new Float64Array(theta.length));
    expect(found - prior).toBeCloseTo(logMarginal(effect, sigma), 8);
  });
});

describe("a central composite design", () => {
  it.each([2, 3, 4, 5, 6, 9, 12])(
    "of %i factors integrates a standard normal and its second moments",
    (m) => {
      const points = centralComposite(m);
      expect(points.length).toBe([0, 3, 9, 15, 25, 27, 45, 79, 81, 147, 149, 151, 281][m]);
      const density = points.map(
        ({ z, weight }) => weight * Math.exp(-0.5 * z.reduce((sum, v) => sum + v * v, 0)),
      );
      const mass = density.reduce((sum, value) => sum + value, 0);
      for (let j = 0; j < m; j++)
        for (let k = 0; k <= j; k++) {
          const moment = points.reduce(
            (sum, { z }, i) => sum + (density[i]! / mass) * z[j]! * z[k]!,
            0,
          );
          expect(Math.abs(moment - (j === k ? 1 : 0))).toBeLessThan(1e-12);
        }
    },
  );
});

describe("a natural spline", () => {
  it("goes through its knots and is straight beyond them", () => {
    const x = Float64Array.of(-2, -1, 0.5, 2);
    const y = Float64Array.of(1, 0, 3, -1);
    expect([...interpolate(x, y, x)]).toEqual([...y].map((v) => expect.closeTo(v, 12) as number));
    const [a, b, c] = interpolate(x, y, Float64Array.of(3, 4, 5));
    expect(b! - a!).toBeCloseTo(c! - b!, 10);
  });
});

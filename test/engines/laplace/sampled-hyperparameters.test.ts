/** Three and more hyperparameters by importance sampling: known densities, and a posterior that NUTS knows. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { openStream } from "../../../src/math/index.js";
import { parameterDraws, probabilityBelow } from "../../../src/posterior/index.js";
import type { LaplaceRunner } from "../../../src/engines/laplace/index.js";
import { centralComposite } from "../../../src/engines/laplace/integration-designs.js";
import { fitPolynomial } from "../../../src/engines/laplace/polynomial-surface.js";
import { sampleHyperparameters } from "../../../src/engines/laplace/sample-hyperparameters.js";
import {
  expectedPolynomials,
  type KnownExpectations,
} from "../../../src/engines/laplace/tilt-density.js";
import { openTruncatedStudent } from "../../../src/engines/laplace/truncated-student.js";

/** A runner that knows the density of the hyperparameters and nothing else. */
function runnerOf(logDensity: (theta: Float64Array) => number): LaplaceRunner {
  const none = (): never => {
    throw new Error("only values are asked");
  };
  return {
    roughValues: (thetas) => Promise.resolve(thetas.map((theta) => ({ value: logDensity(theta) }))),
    values: none,
    gradients: none,
    conditionals: none,
    tangent: none,
  };
}

/** A composite design with the half-widths of each side, weighted by the density. */
function designAround(
  mode: Float64Array,
  [below, above]: readonly [number, number],
  logDensity: (theta: Float64Array) => number,
) {
  return centralComposite(mode.length).map(({ z, weight }) => {
    const theta = mode.map((at, k) => at + z[k]! * (z[k]! < 0 ? below : above));
    return { theta, weight: weight * Math.exp(logDensity(theta) - logDensity(mode)) };
  });
}

function sampleScales(
  mode: Float64Array,
  widths: readonly [number, number],
  logDensity: (theta: Float64Array) => number,
) {
  const scales = Array.from(mode, (_, k) => k);
  return sampleHyperparameters(
    {
      runner: runnerOf(logDensity),
      start: { theta: mode, mode: new Float64Array(0), slopes: [] },
      coordinates: { scales, centres: mode.map((at) => at - 0.35) },
    },
    designAround(mode, widths, logDensity),
  );
}

describe("the sampled density of the hyperparameters", () => {
  /** Half normal, with four effects of no size that are known to .7. */
  const logDensity = (log: number): number =>
    log - 0.5 * Math.exp(2 * log) - 2 * Math.log(0.5 + Math.exp(2 * log));
  const mode = -0.992;
  const grid = Float64Array.from({ length: 2001 }, (_, i) => -14 + 0.008 * i);
  const densities = grid.map((log) => Math.exp(logDensity(log)));
  const logMass = Math.log(densities.reduce((sum, density) => sum + 0.008 * density, 0));

  /** All five of every hyperparameter; .03 in the first is a tenth of a posterior sd. */
  function expectWithin(
    tolerance: number,
    found: readonly KnownExpectations[],
    density: Float64Array,
  ): void {
    for (const { polynomials, ...standard } of found) {
      const exact = expectedPolynomials(grid, density, standard, polynomials.length);
      exact.forEach((value, d) =>
        expect(Math.abs(polynomials[d]! - value)).toBeLessThan(tolerance),
      );
    }
  }

  it.each([3, 4])("of %d small scales has their expectations", async (m) => {
    const found = (await sampleScales(new Float64Array(m).fill(mode), [1, 0.6], (theta) =>
      theta.reduce((sum, log) => sum + logDensity(log), 0),
    ))!;
    expect(found.effective).toBeGreaterThan(0.3 * found.evaluations);
    expect(Math.abs(found.logIntegral - m * logMass)).toBeLessThan(0.1);
    expectWithin(0.03, found.expectations, densities);
  });

  it("of six scales that data know has their expectations and integral", async () => {
    const sd = 0.3;
    const found = (await sampleScales(new Float64Array(6), [sd, sd], (theta) =>
      theta.reduce((sum, log) => sum - (log * log) / (2 * sd * sd), 0),
    ))!;
    expect(found.effective).toBeGreaterThan(0.3 * found.evaluations);
    expect(Math.abs(found.logIntegral - 3 * Math.log(2 * Math.PI * sd * sd))).toBeLessThan(0.05);
    const normal = grid.map((log) => Math.exp(-(log * log) / (2 * sd * sd)));
    expectWithin(0.05, found.expectations, normal);
  });

  it("is none where the density is finite at hardly a point", async () => {
    const found = await sampleScales(new Float64Array(3), [1, 1], (theta) =>
      theta.every((log) => Math.abs(log) < 0.05) ? 0 : NaN,
    );
    expect(found).toBeUndefined();
  });
});

describe("a proposal that is cut at zero", () => {
  const proposal = openTruncatedStudent(
    { mean: Float64Array.of(0.4, -1), covariance: Float64Array.of(0.5, 0.3, 0.3, 0.8) },
    [0],
  )!;

  it("has a density that integrates to one", () => {
    const step = 0.05;
    let total = 0;
    for (let a = step / 2; a < 30; a += step)
      for (let b = -40; b < 40; b += step)
        total += Math.exp(proposal.logDensity(Float64Array.of(a, b))) * step * step;
    expect(Math.abs(total - 1)).toBeLessThan(1e-3);
  });

  it("puts points where its density says", () => {
    const size = 60;
    const v = new Float64Array(2);
    let inside = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        proposal.pointAt(Float64Array.of((i + 0.5) / size, (j + 0.5) / size), v);
        expect(v[0]).toBeGreaterThanOrEqual(0);
        if (v[0]! < 0.5 && v[1]! < -0.5) inside++;
      }
    const step = 0.02;
    let mass = 0;
    for (let a = step / 2; a < 0.5; a += step)
      for (let b = -0.5 - step / 2; b > -40; b -= step)
        mass += Math.exp(proposal.logDensity(Float64Array.of(a, b))) * step * step;
    expect(Math.abs(inside / (size * size) - mass)).toBeLessThan(0.01);
  });
});

describe("a polynomial by least squares", () => {
  const random = openStream(1, "polynomial");
  const points = Array.from({ length: 80 }, () =>
    Float64Array.from([0, 0, 0], () => random.normal()),
  );
  const cubic = ([a, b, c]: Float64Array): number =>
    1 + a! - b! * c! + 0.3 * a! * b! * c! - c! * c!;

  it("is a polynomial again where it may have so many terms", () => {
    const known = {
      points,
      values: Float64Array.from(points, cubic),
      weights: new Float64Array(80).fill(1),
    };
    const far = Float64Array.of(2, -3, 1);
    expect(fitPolynomial(known, 20)!(far)).toBeCloseTo(cubic(far), 4);
    expect(Math.abs(fitPolynomial(known, 19)!(far) - cubic(far))).toBeGreaterThan(0.1);
  });
});

/** Ten rows in each of eight groups whose intercepts and slopes hardly differ. */
function similarGroups() {
  const random = openStream(4, "similar groups");
  const group = Array.from({ length: 80 }, (_, row) => row % 8);
  const [intercepts, slopes] = [0.25, 0.1].map((sd) =>
    group.slice(0, 8).map(() => sd * random.normal()),
  );
  const x = group.map(() => random.normal());
  return frameFromColumns("similar", {
    g: group.map((g) => `g${g}`),
    x,
    y: group.map((g, row) => intercepts![g]! + (0.5 + slopes![g]!) * x[row]! + random.normal()),
  });
}

describe("correlated slopes on eight groups", () => {
  it("have intervals of their sds as NUTS has them", async () => {
    const model = compile("y ~ 1 + x + (1 + x | g)", similarGroups(), {
      priors: {
        Intercept: "Normal(0, 1)",
        common: "Normal(0, 0.7)",
        sd: "HalfNormal(0.7)",
        sigma: "HalfNormal(1)",
      },
    });
    const approximate = await fit(model, { engine: "inla" });
    expect(approximate.approximation.sampled).toBeDefined();
    const { draws } = await fit(model, { draws: 4000, seed: 3 });
    ["sd(1|g)", "sd(x|g)", "cor(1,x|g)", "sigma"].forEach((name) => {
      const parameter = model.parameters.findIndex((one) => one.name === name);
      const marginal = approximate.marginals[parameter]!;
      const values = parameterDraws(draws, parameter).toSorted();
      // Errors of NUTS' probabilities are .004 at the ends and .007 between; the seed is fixed.
      for (const [p, tolerance] of [
        [0.025, 0.012],
        [0.16, 0.02],
        [0.5, 0.025],
        [0.84, 0.02],
        [0.975, 0.012],
      ] as const) {
        const value = values[Math.floor(p * values.length)]!;
        expect(Math.abs(probabilityBelow(marginal, value) - p), `${name} at ${p}`).toBeLessThan(
          tolerance,
        );
      }
    });
  }, 60_000);
});

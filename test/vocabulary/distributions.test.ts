/**
 * Draws of every prior distribution against its stated moments and support. Seeds are fixed; 4.5
 * standard errors are allowed, a false alarm of 7e-6 for each comparison.
 */
import { describe, expect, it } from "vitest";
import { digammaGap, openStream } from "../../src/math/index.js";
import { distributions, drawWithin, printDistribution } from "../../src/vocabulary/index.js";
import type { DistributionName } from "../../src/vocabulary/index.js";

const examples: Readonly<Record<DistributionName, readonly number[]>> = {
  Normal: [2, 3],
  StudentT: [7, -1, 2],
  Cauchy: [1, 2],
  HalfNormal: [2.5],
  HalfStudentT: [8, 2],
  HalfCauchy: [3],
  Gamma: [2, 0.1],
  InverseGamma: [6, 3],
  Exponential: [0.5],
  Beta: [2, 5],
  Uniform: [-1, 4],
  LogNormal: [0.5, 0.4],
  PC: [1.5, 0.05],
  PCSize: [1.5],
  LKJ: [2],
  Flat: [],
};
const names = Object.keys(examples) as DistributionName[];
const count = 20_000;

describe.each(names)("%s", (name) => {
  const distribution = distributions[name];
  const parameters = examples[name];

  it("is named as in the table, and by its parameters in its summary", () => {
    expect(distribution.name).toBe(name);
    const list = distribution.parameters.map((parameter) => parameter.name).join(", ");
    expect(distribution.summary.startsWith(`${name}(${list}): `)).toBe(true);
    expect(parameters.length).toBe(distribution.parameters.length);
  });

  it("draws inside its support, with its mean and standard deviation", () => {
    if (!distribution.sample) {
      expect(
        drawWithin({ name, parameters }, distribution.support(parameters), openStream(1, name)),
      ).toBe(undefined);
      return;
    }
    const random = openStream(5, name);
    const draws = Float64Array.from({ length: count }, () =>
      distribution.sample!(parameters, random),
    );
    const { lower, upper } = distribution.support(parameters);
    expect(draws.every((draw) => draw >= lower && draw <= upper)).toBe(true);
    const mean = distribution.mean(parameters);
    const sd = distribution.standardDeviation(parameters);
    if (!Number.isFinite(mean) || !Number.isFinite(sd)) return;
    const error = draws.reduce((sum, draw) => sum + (draw - mean), 0) / count;
    expect(Math.abs(error) / (sd / Math.sqrt(count))).toBeLessThan(4.5);
    const squares = draws.map((draw) => (draw - mean) ** 2);
    const variance = squares.reduce((sum, square) => sum + square, 0) / count;
    const spread = Math.sqrt(squares.reduce((sum, one) => sum + (one - variance) ** 2, 0) / count);
    expect(Math.abs(variance - sd * sd) / (spread / Math.sqrt(count))).toBeLessThan(4.5);
  });
});

describe("the prior of a negative binomial's size", () => {
  // 1 − e^(−λ d) is uniform: its mean over 20,000 draws is within 4.5 standard errors of a half.
  it("draws sizes whose distances from a Poisson are exponential", () => {
    const random = openStream(2, "sizes");
    let total = 0;
    for (let draw = 0; draw < count; draw++) {
      const size = distributions.PCSize.sample!([1.5], random);
      total += Math.exp(-1.5 * Math.sqrt(2 * digammaGap(size).value)) / count;
    }
    expect(Math.abs(total - 0.5)).toBeLessThan(4.5 / Math.sqrt(12 * count));
  });
});

describe("a prior on a restricted parameter", () => {
  it("draws given the restriction", () => {
    const random = openStream(3, "restricted");
    const value = { name: "Normal", parameters: [1, 2] };
    const range = { lower: 0, upper: Infinity };
    const draws = Array.from({ length: 4000 }, () => drawWithin(value, range, random)!);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    // Mean of a normal above zero: mu + sigma φ(a) / Φ(a) with a = mu / sigma = 1/2.
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean - (1 + 2 * 0.5091604))).toBeLessThan(4.5 * (1.35 / Math.sqrt(4000)));
  });

  it("prints as it is written", () => {
    expect(printDistribution({ name: "Normal", parameters: [0, 2.62071234] })).toBe(
      "Normal(0, 2.6207)",
    );
    expect(printDistribution({ name: "Flat", parameters: [] })).toBe("Flat()");
  });
});

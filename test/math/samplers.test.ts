/**
 * Exact samplers against the distributions they claim. Seeds are fixed; each comparison of a moment
 * or a frequency allows 4.5 standard errors, a false alarm of 7e-6 each (below 1e-3 in all).
 */
import { describe, expect, it } from "vitest";
import {
  deterministic,
  normalCdf,
  openStream,
  sampleBeta,
  sampleBinomial,
  sampleCauchy,
  sampleExponential,
  sampleGamma,
  sampleLogGamma,
  sampleNegativeBinomial,
  samplePoisson,
  sampleStudentT,
} from "../../src/math/index.js";
import type { RandomStream } from "../../src/math/index.js";

const { exp, log, log1p, logGamma, digamma } = deterministic;
const count = 20_000;
const allowed = 4.5;

type Sampler = (random: RandomStream) => number;

function drawsOf(sampler: Sampler, name: string): Float64Array {
  const random = openStream(7, name);
  return Float64Array.from({ length: count }, () => sampler(random));
}

/** How many standard errors the sample's mean is from the expected one. */
function meanError(draws: Float64Array, mean: number, sd: number): number {
  const sum = draws.reduce((total, draw) => total + (draw - mean), 0);
  return Math.abs(sum / draws.length / (sd / Math.sqrt(draws.length)));
}

/** The same for a probability. */
function shareError(draws: Float64Array, holds: (draw: number) => boolean, p: number): number {
  return meanError(
    draws.map((draw) => (holds(draw) ? 1 : 0)),
    p,
    Math.sqrt(p * (1 - p)),
  );
}

/** Second derivative of log Γ by a central difference of digamma. */
function trigamma(x: number): number {
  const h = 1e-4 * x;
  return (digamma(x + h) - digamma(x - h)) / (2 * h);
}

describe("streams of random numbers", () => {
  it("are the same numbers for the same seed, purpose and chain, everywhere", () => {
    const random = openStream(110, "nuts", 2);
    expect([random.uniform(), random.normal(), random.uniform()]).toEqual([
      0.4897874122155678, 0.13011818274189185, 0.958867593664278,
    ]);
  });

  it("differ by seed, purpose and chain", () => {
    const first = (...name: Parameters<typeof openStream>): number => openStream(...name).uniform();
    const all = [first(1, "a"), first(2, "a"), first(1, "b"), first(1, "a", 1), first(11, "a")];
    expect(new Set(all).size).toBe(all.length);
  });

  it("have uniform and normal members", () => {
    const uniforms = drawsOf((random) => random.uniform(), "uniform");
    const normals = drawsOf((random) => normalCdf(random.normal()), "normal");
    for (const draws of [uniforms, normals]) {
      expect(meanError(draws, 0.5, Math.sqrt(1 / 12))).toBeLessThan(allowed);
      for (const p of [0.001, 0.1, 0.25, 0.5, 0.9, 0.999]) {
        expect(shareError(draws, (draw) => draw < p, p)).toBeLessThan(allowed);
      }
    }
    expect(Math.min(...uniforms)).toBeGreaterThan(0);
    expect(Math.max(...uniforms)).toBeLessThan(1);
  });
});

describe("continuous samplers", () => {
  it.each([0.01, 0.3, 1, 2.5, 40])(
    "gamma of shape %d has its mean and its logarithm's",
    (shape) => {
      const draws = drawsOf((random) => sampleGamma(shape, random), `gamma ${shape}`);
      const logs = drawsOf((random) => sampleLogGamma(shape, random), `log gamma ${shape}`);
      expect(meanError(draws, shape, Math.sqrt(shape))).toBeLessThan(allowed);
      expect(meanError(logs, digamma(shape), Math.sqrt(trigamma(shape)))).toBeLessThan(allowed);
      const squares = draws.map((draw) => draw * draw);
      const second = shape * (shape + 1);
      const fourth = second * (shape + 2) * (shape + 3);
      expect(meanError(squares, second, Math.sqrt(fourth - second * second))).toBeLessThan(allowed);
    },
  );

  it.each([
    [0.02, 0.03],
    [0.5, 0.5],
    [2, 5],
    [300, 100],
  ])("beta(%d, %d) has its mean and variance", (a, b) => {
    const draws = drawsOf((random) => sampleBeta(a, b, random), `beta ${a} ${b}`);
    const mean = a / (a + b);
    const variance = (mean * (1 - mean)) / (a + b + 1);
    expect(meanError(draws, mean, Math.sqrt(variance))).toBeLessThan(allowed);
    const second = variance + mean * mean;
    const fourth = second * ((a + 2) / (a + b + 2)) * ((a + 3) / (a + b + 3));
    const squares = draws.map((draw) => draw * draw);
    expect(meanError(squares, second, Math.sqrt(fourth - second * second))).toBeLessThan(allowed);
  });

  it("Student t has the quartiles of its table", () => {
    for (const [degrees, quartile] of [
      [1, 1],
      [2, 0.816496580927726],
      [5, 0.726686843800423],
      [30, 0.682755693221292],
    ] as const) {
      const draws = drawsOf((random) => sampleStudentT(degrees, random), `t ${degrees}`);
      expect(shareError(draws, (draw) => draw < quartile, 0.75)).toBeLessThan(allowed);
      expect(shareError(draws, (draw) => draw < -quartile, 0.25)).toBeLessThan(allowed);
    }
  });

  it("Cauchy and exponential have their quartiles", () => {
    const cauchy = drawsOf(sampleCauchy, "cauchy");
    expect(shareError(cauchy, (draw) => Math.abs(draw) < 1, 0.5)).toBeLessThan(allowed);
    expect(shareError(cauchy, (draw) => draw < 0, 0.5)).toBeLessThan(allowed);
    const exponential = drawsOf(sampleExponential, "exponential");
    expect(shareError(exponential, (draw) => draw < log(4), 0.75)).toBeLessThan(allowed);
    expect(meanError(exponential, 1, 1)).toBeLessThan(allowed);
  });
});

/** Pearson's statistic over the counts with expectation above 10, as a standardised deviation. */
function massError(draws: Float64Array, mass: (count: number) => number): number {
  const observed = new Map<number, number>();
  for (const draw of draws) observed.set(draw, (observed.get(draw) ?? 0) + 1);
  let statistic = 0;
  let cells = 0;
  for (let k = 0; k <= Math.max(...observed.keys()); k++) {
    const expected = mass(k) * draws.length;
    if (expected < 10) continue;
    statistic += ((observed.get(k) ?? 0) - expected) ** 2 / expected;
    cells++;
  }
  return (statistic - cells) / Math.sqrt(2 * cells);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

describe("samplers of counts follow their mass functions", () => {
  it.each([
    [1, 0.3],
    [20, 0.3],
    [12, 0.9],
    [100, 0.4],
    [1000, 0.02],
    [300, 0.75],
  ])("binomial(%d, %d)", (trials, p) => {
    const draws = drawsOf((random) => sampleBinomial(trials, p, random), `binomial ${trials}`);
    const mass = (k: number): number =>
      k > trials ? 0 : exp(logChoose(trials, k) + k * log(p) + (trials - k) * log1p(-p));
    expect(massError(draws, mass)).toBeLessThan(allowed);
    expect(meanError(draws, trials * p, Math.sqrt(trials * p * (1 - p)))).toBeLessThan(allowed);
  });

  it("binomial at its edges", () => {
    const random = openStream(1, "edges");
    expect(sampleBinomial(0, 0.5, random)).toBe(0);
    expect(sampleBinomial(9, 0, random)).toBe(0);
    expect(sampleBinomial(9, 1, random)).toBe(9);
    const many = sampleBinomial(1e9, 0.25, random);
    expect(Math.abs(many - 2.5e8)).toBeLessThan(allowed * Math.sqrt(1e9 * 0.1875));
  });

  it.each([0.2, 3, 9.9, 10, 40, 1500])("Poisson(%d)", (mean) => {
    const draws = drawsOf((random) => samplePoisson(mean, random), `poisson ${mean}`);
    const mass = (k: number): number => exp(k * log(mean) - mean - logGamma(k + 1));
    expect(massError(draws, mass)).toBeLessThan(allowed);
    expect(meanError(draws, mean, Math.sqrt(mean))).toBeLessThan(allowed);
  });

  it.each([
    [3, 0.7],
    [20, 5],
  ])("negative binomial(%d, %d)", (mean, alpha) => {
    const draws = drawsOf((random) => sampleNegativeBinomial(mean, alpha, random), `nb ${mean}`);
    const mass = (k: number): number =>
      exp(
        logGamma(k + alpha) -
          logGamma(alpha) -
          logGamma(k + 1) +
          alpha * log(alpha / (mean + alpha)) +
          k * log(mean / (mean + alpha)),
      );
    expect(massError(draws, mass)).toBeLessThan(allowed);
    expect(meanError(draws, mean, Math.sqrt(mean + (mean * mean) / alpha))).toBeLessThan(allowed);
  });
});

describe("samplers with impossible parameters", () => {
  it("give NaN instead of looking for a draw for ever", () => {
    const random = openStream(1, "impossible");
    for (const bad of [NaN, Infinity, -1]) {
      expect(sampleGamma(bad, random)).toBeNaN();
      expect(sampleBeta(bad, 1, random)).toBeNaN();
      expect(sampleStudentT(bad, random)).toBeNaN();
      expect(sampleBinomial(5, bad, random)).toBeNaN();
      expect(sampleBinomial(bad, 0.5, random)).toBeNaN();
      expect(samplePoisson(bad, random)).toBeNaN();
      expect(sampleNegativeBinomial(3, bad, random)).toBeNaN();
    }
  });

  it("do not stop at a mean of any finite size", () => {
    const random = openStream(1, "large");
    expect(samplePoisson(1e300, random) / 1e300).toBeCloseTo(1, 6);
    expect(samplePoisson(5e-324, random)).toBe(0);
    expect(sampleGamma(1e300, random) / 1e300).toBeCloseTo(1, 6);
  });
});

/**
 * Families and links: likelihoods are densities, draws have the stated mean and variance. Seeds are
 * fixed; 4.5 standard errors are allowed, a false alarm of 7e-6 for each comparison.
 */
import { describe, expect, it } from "vitest";
import { deterministic, openStream, platform } from "../../src/math/index.js";
import { families, findFamily, links } from "../../src/vocabulary/index.js";
import type { FamilyName, LinkName } from "../../src/vocabulary/index.js";

interface Example {
  readonly mu: number;
  readonly auxiliary: readonly number[];
  readonly trials: number;
  readonly variance: number;
  /** Where a numerical integral runs; counts are summed from zero. */
  readonly interval?: readonly [number, number];
}

const examples: Readonly<Record<FamilyName, Example>> = {
  gaussian: { mu: 1, auxiliary: [2], trials: 1, variance: 4, interval: [-25, 27] },
  student_t: { mu: 1, auxiliary: [2, 9], trials: 1, variance: 36 / 7, interval: [-200, 202] },
  bernoulli: { mu: 0.3, auxiliary: [], trials: 1, variance: 0.21 },
  binomial: { mu: 0.3, auxiliary: [], trials: 12, variance: 12 * 0.21 },
  poisson: { mu: 3.5, auxiliary: [], trials: 1, variance: 3.5 },
  negative_binomial: { mu: 3, auxiliary: [2], trials: 1, variance: 3 + 9 / 2 },
  gamma: { mu: 3, auxiliary: [2.5], trials: 1, variance: 9 / 2.5, interval: [0, 80] },
  beta: { mu: 0.3, auxiliary: [8], trials: 1, variance: 0.21 / 9, interval: [0, 1] },
};
const names = Object.keys(examples) as FamilyName[];

/** Midpoint rule, fine enough for six digits of these densities. */
function integral(density: (y: number) => number, [from, to]: readonly [number, number]): number {
  const pieces = 200_000;
  const step = (to - from) / pieces;
  let sum = 0;
  for (let i = 0; i < pieces; i++) sum += density(from + (i + 0.5) * step);
  return sum * step;
}

describe.each(names)("the %s family", (name) => {
  const family = families[name];
  const { mu, auxiliary, trials, variance, interval } = examples[name];

  it("has the default link first, links and auxiliary parameters of the table", () => {
    expect(family.name).toBe(name);
    expect(family.auxiliary.length).toBe(auxiliary.length);
    for (const link of family.links) expect(links[link].name).toBe(link);
    for (const rule of family.auxiliary) expect(rule.defaultPrior(2).reason).not.toBe("");
  });

  it("has a likelihood of total probability one, the same by either mathematics", () => {
    const density = (y: number): number =>
      Math.exp(family.logLikelihood(y, trials, mu, auxiliary, platform));
    let total = 0;
    if (interval) total = integral(density, interval);
    else for (let y = 0; y < 400; y++) if (family.accepts(y, trials)) total += density(y);
    expect(total).toBeCloseTo(1, 5);
    const y = family.accepts(2, trials) ? 2 : family.accepts(0.4, trials) ? 0.4 : 1;
    const [one, other] = [platform, deterministic].map((math) =>
      family.logLikelihood(y, trials, mu, auxiliary, math),
    );
    expect(one).toBeCloseTo(other!, 12);
  });

  it("draws responses that it accepts, with its mean and variance", () => {
    const random = openStream(11, name);
    const count = 20_000;
    const draws = Array.from({ length: count }, () =>
      family.sampleResponse(mu, auxiliary, trials, random),
    );
    expect(draws.every((y) => family.accepts(y, trials))).toBe(true);
    const mean = family.trials === "given" ? mu * trials : mu;
    const average = draws.reduce((sum, y) => sum + y, 0) / count;
    expect(Math.abs(average - mean) / Math.sqrt(variance / count)).toBeLessThan(4.5);
    const squares = draws.map((y) => (y - mean) ** 2);
    const spread = squares.reduce((sum, square) => sum + square, 0) / count;
    const sd = Math.sqrt(squares.reduce((sum, one) => sum + (one - spread) ** 2, 0) / count);
    expect(Math.abs(spread - variance) / (sd / Math.sqrt(count))).toBeLessThan(4.5);
  });
});

describe("families by name", () => {
  it("are found under Bambi's spellings too", () => {
    expect(findFamily("t")).toBe(families.student_t);
    expect(findFamily("negativebinomial")).toBe(families.negative_binomial);
    expect(findFamily("probit")).toBeUndefined();
  });

  it("a row without trials says nothing", () => {
    const { logLikelihood } = families.binomial;
    expect(logLikelihood(0, 0, 0.3, [], platform)).toBeCloseTo(0, 12);
  });

  it("a probability of zero or one is certain, not undefined", () => {
    const { logLikelihood } = families.bernoulli;
    expect(logLikelihood(0, 1, 0, [], platform)).toBeCloseTo(0, 12);
    expect(logLikelihood(1, 1, 1, [], platform)).toBeCloseTo(0, 12);
    expect(logLikelihood(1, 1, 0, [], platform)).toBe(-Infinity);
  });
});

describe.each(Object.keys(links) as LinkName[])("the %s link", (name) => {
  it("is undone by its inverse", () => {
    const { link, inverse } = links[name];
    for (const math of [deterministic, platform]) {
      for (const mu of [1e-12, 0.01, 0.3, 0.5, 0.9, 0.999]) {
        expect(inverse(link(mu, math), math) / mu).toBeCloseTo(1, 9);
      }
    }
  });
});

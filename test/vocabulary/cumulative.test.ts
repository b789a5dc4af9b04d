/** Distribution functions against sums of masses, differences of densities and known values. */
import { describe, expect, it } from "vitest";
import { betaCdf, deterministic, gammaCdf, gammaSurvival } from "../../src/math/index.js";
import { families } from "../../src/vocabulary/index.js";

const counts = [
  ["bernoulli", 1, 0.3, []],
  ["binomial", 9, 0.35, []],
  ["poisson", 1, 3.7, []],
  ["negative_binomial", 1, 2.9, [1.6]],
] as const;

describe("the distribution function of a count", () => {
  it.each(counts)("of %s sums its masses", (name, trials, mu, auxiliary) => {
    const { cumulative, logLikelihood } = families[name];
    let total = 0;
    for (let y = 0; y <= (name === "bernoulli" ? 1 : 9); y++) {
      total += Math.exp(logLikelihood(y, trials, mu, auxiliary, deterministic));
      expect(cumulative(y, trials, mu, auxiliary)).toBeCloseTo(total, 11);
    }
  });
});

const measures = [
  ["gaussian", 1.3, [0.7], [-1, 0.4, 1.3, 3]],
  ["student_t", 1.3, [0.7, 4], [-2, 0.4, 1.3, 5]],
  ["gamma", 2.1, [1.7], [0.2, 1.5, 6]],
  ["beta", 0.3, [6], [0.05, 0.3, 0.8]],
] as const;

describe("the distribution function of a measure", () => {
  it.each(measures)("of %s has the density as its slope", (name, mu, auxiliary, points) => {
    const { cumulative, logLikelihood } = families[name];
    for (const y of points) {
      const h = 1e-4;
      const at = (shift: number): number => cumulative(y + shift, 1, mu, auxiliary);
      const slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
      const density = Math.exp(logLikelihood(y, 1, mu, auxiliary, deterministic));
      expect(Math.abs(slope / density - 1)).toBeLessThan(1e-8);
    }
  });

  it("of student_t is symmetric and has the Cauchy's closed form", () => {
    const { cumulative } = families.student_t;
    for (const y of [-3, 0.5, 2])
      expect(cumulative(y, 1, 0, [1, 1])).toBeCloseTo(0.5 + Math.atan(y) / Math.PI, 13);
  });
});

describe("incomplete functions", () => {
  it("have their closed forms", () => {
    expect(gammaCdf(2, 1)).toBeCloseTo(1 - Math.exp(-2), 14);
    expect(gammaSurvival(50, 1) / Math.exp(-50)).toBeCloseTo(1, 12);
    expect(gammaCdf(3, 0.5)).toBeCloseTo(0.9856941215645704, 13);
    expect(betaCdf(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 14);
    expect(betaCdf(0.3, 2, 3)).toBeCloseTo(0.3483, 12);
  });

  it("are 0 and 1 at the ends", () => {
    expect([betaCdf(-1, 2, 3), betaCdf(2, 2, 3), gammaCdf(0, 2), gammaSurvival(0, 2)]).toEqual([
      0, 1, 0, 1,
    ]);
  });
});

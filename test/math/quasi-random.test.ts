/** Evenly spread random numbers: a scrambled Sobol sequence, strata of a batch, and the quantiles they go through. */
import { describe, expect, it } from "vitest";
import {
  chiSquareQuantile,
  gammaCdf,
  normalQuantile,
  openSobol,
  openStratifiedStream,
  openStream,
} from "../../src/math/index.js";

function pointsOf(dimension: number, count: number, seed: number): readonly Float64Array[] {
  const next = openSobol(dimension, openStream(seed, "sobol"));
  return Array.from({ length: count }, () => {
    const u = new Float64Array(dimension);
    next(u);
    return u;
  });
}

/** How many of the points are in each of so many equal parts of a coordinate. */
function countByPart(values: readonly number[], parts: number): readonly number[] {
  const counts = new Array<number>(parts).fill(0);
  for (const value of values) counts[Math.floor(value * parts)]! += 1;
  return counts;
}

describe("a scrambled Sobol sequence", () => {
  it("has one of its first 256 points in each 256th of every coordinate of the table", () => {
    const points = pointsOf(64, 256, 1);
    for (let k = 0; k < 64; k++)
      expect(
        countByPart(
          points.map((u) => u[k]!),
          256,
        ),
      ).toEqual(new Array(256).fill(1));
  });

  it("has one of its first 256 points in every rectangle of area 1/256 of its first two coordinates", () => {
    const points = pointsOf(2, 256, 2);
    for (let halvings = 0; halvings <= 8; halvings++) {
      const [wide, high] = [2 ** halvings, 2 ** (8 - halvings)];
      const cells = points.map((u) => Math.floor(u[0]! * wide) * high + Math.floor(u[1]! * high));
      expect(new Set(cells).size).toBe(256);
    }
  });

  it("tells distant coordinates apart: each two of them are uncorrelated", () => {
    const points = pointsOf(64, 4096, 3);
    let largest = 0;
    for (let j = 0; j < 64; j++)
      for (let k = 0; k < j; k++) {
        const product = points.reduce((sum, u) => sum + (u[j]! - 0.5) * (u[k]! - 0.5), 0);
        largest = Math.max(largest, Math.abs((12 * product) / points.length));
      }
    // Independent points: sd 1/64 each, and beyond .08 in 2,016 pairs once in 1,500 runs.
    expect(largest).toBeLessThan(0.08);
  });

  it("errs by far less than independent points in the mean of a smooth function of twelve coordinates", () => {
    const meanOf = (seed: number): number => {
      const points = pointsOf(12, 4096, seed);
      const values = points.map((u) => u.reduce((sum, entry) => sum + normalQuantile(entry), 0));
      return values.reduce((sum, value) => sum + value * value, 0) / values.length;
    };
    const errors = Array.from({ length: 20 }, (_, seed) => meanOf(seed) - 12);
    const square = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    // Independent points: variance of a squared normal with variance 12, over 4,096.
    expect(square).toBeLessThan((0.1 * 2 * 144) / 4096);
  });

  it("has independent coordinates where the table ends, and never leaves the cube", () => {
    for (const u of pointsOf(70, 500, 4))
      for (const entry of u) expect(entry > 0 && entry < 1).toBe(true);
  });
});

describe("random numbers of a batch", () => {
  const strata = 11;
  const batch = (seed: number, places: number): readonly Float64Array[] => {
    const stream = openStratifiedStream(openStream(seed, "strata"), strata);
    return Array.from({ length: strata }, (_, point) => {
      stream.begin(point);
      return Float64Array.from({ length: places }, () => stream.uniform());
    });
  };

  it("have one of each place's numbers in every stratum", () => {
    const points = batch(1, 40);
    for (let place = 0; place < 40; place++)
      expect(
        countByPart(
          points.map((u) => u[place]!),
          strata,
        ),
      ).toEqual(new Array(strata).fill(1));
  });

  it("pair the strata of two places and two points as independent orders would", () => {
    const seen = new Map<string, number>();
    const batches = 2000;
    for (let seed = 0; seed < batches; seed++) {
      const [one, other] = batch(seed, 1);
      const key = [one, other].map((u) => Math.floor(u![0]! * strata)).join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(strata * (strata - 1));
    const expected = batches / seen.size;
    const chiSquare = [...seen.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // 109 degrees of freedom: beyond 160 once in a thousand runs.
    expect(chiSquare).toBeLessThan(160);
  });
});

describe("quantiles of chi-square", () => {
  it.each([2, 8, 20])("with %d degrees of freedom invert the distribution function", (degrees) => {
    for (const p of [2e-10, 1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 2e-10]) {
      const x = chiSquareQuantile(p, degrees);
      expect(Math.abs(gammaCdf(0.5 * x, 0.5 * degrees) / p - 1)).toBeLessThan(1e-6);
      const left = 1 - p;
      if (left < 0.01)
        expect(Math.abs(1 - gammaCdf(0.5 * x, 0.5 * degrees) - left)).toBeLessThan(1e-12);
    }
  });
});

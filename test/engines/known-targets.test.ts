/** NUTS draws from distributions whose moments are known. */
import { describe, expect, it } from "vitest";
import {
  energyFractionOfMissingInformation,
  essMean,
} from "../../src/posterior/diagnostics/index.js";
import type { ChainResult, TrajectoryRule } from "../../src/engines/nuts/index.js";
import type { LogDensity } from "../../src/target/index.js";
import { correlatedNormal, standardNormal } from "./targets.js";
import { coordinateDraws, runChain } from "./run-chain.js";

const chains = 4;
const draws = 2000;

function runAll(target: LogDensity, trajectory?: TrajectoryRule): ChainResult[] {
  const settings = { draws, seed: 7, ...(trajectory && { trajectory }) };
  return Array.from({ length: chains }, (_, chain) => runChain(target, settings, chain));
}

function pooled(results: readonly ChainResult[], coordinate: number): Float64Array {
  const values = new Float64Array(chains * draws);
  results.forEach((result, chain) =>
    values.set(coordinateDraws(result, coordinate), chain * draws),
  );
  return values;
}

/** (estimate − 0 or 1) / Monte Carlo error for the mean and the second moment of a coordinate. */
function scores(values: Float64Array): readonly [number, number] {
  const z = (draws: Float64Array, expected: number): number => {
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const squares = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const error = Math.sqrt(squares / (draws.length - 1) / essMean(draws, chains));
    return (mean - expected) / error;
  };
  return [
    z(values, 0),
    z(
      values.map((x) => x * x),
      1,
    ),
  ];
}

/**
 * |z| ≤ 4 for the mean and the variance of every coordinate: with 368 such tests in this file and
 * z near Normal(0, 1) the false-alarm rate over seeds is 368 × 6.3e-5 = 2.3 %; the seed is fixed.
 */
function expectMoments(results: readonly ChainResult[], dimension: number): void {
  for (let coordinate = 0; coordinate < dimension; coordinate++) {
    for (const z of scores(pooled(results, coordinate))) expect(Math.abs(z)).toBeLessThan(4);
  }
}

describe("trajectories of a quarter period", () => {
  it.each([1, 10, 60])("draw %d independent normals", (dimension) => {
    expectMoments(runAll(standardNormal(dimension), "quarter_period"), dimension);
  });

  it("leave squares as free of the last draw as positions", () => {
    const effective = (trajectory: TrajectoryRule): number => {
      const values = pooled(runAll(standardNormal(30), trajectory), 0);
      return essMean(
        values.map((x) => x * x),
        chains,
      );
    };
    expect(effective("quarter_period")).toBeGreaterThan(1.2 * effective("u_turn"));
  });

  it.each([1, 2, 3])(
    "take two steps in %d dimensions, where one is rejected too often",
    (dimension) => {
      const results = runAll(standardNormal(dimension), "quarter_period");
      for (const { statistics } of results) {
        expect(new Set(statistics.leapfrogs)).toEqual(new Set([2]));
        expect(statistics.stepSize).toBeLessThanOrEqual(Math.PI / 4);
      }
      // Of 8,000 draws; one step had 4,000 and 4,900 of them in one and two dimensions.
      expect(essMean(pooled(results, 0).map(Math.abs), chains)).toBeGreaterThan(6200);
    },
  );
});

describe("NUTS on known targets", () => {
  for (const dimension of [1, 10, 100]) {
    it(`draws ${dimension} independent normals, with energies that mix`, () => {
      const results = runAll(standardNormal(dimension));
      expectMoments(results, dimension);
      for (const { statistics } of results) {
        expect(energyFractionOfMissingInformation(statistics.energy)).toBeGreaterThan(0.8);
        expect(statistics.divergent.every((flag) => flag === 0)).toBe(true);
      }
    });
  }

  it("draws two normals with correlation 0.99", () => {
    const results = runAll(correlatedNormal(0.99));
    expectMoments(results, 2);
    const [x, y] = [pooled(results, 0), pooled(results, 1)];
    // x − 0.99 y has standard deviation 0.141 and, when the correlation is right, no relation to y.
    const rest = x.map((value, i) => ((value - 0.99 * y[i]!) * y[i]!) / Math.sqrt(1 - 0.99 ** 2));
    expect(Math.abs(scores(rest)[0])).toBeLessThan(4);
  });

  it("accepts a little more than the target, as averaging log step sizes makes Stan do too", () => {
    for (const { statistics } of runAll(standardNormal(100))) {
      const mean = statistics.acceptance.reduce((sum, x) => sum + x, 0) / draws;
      expect(mean).toBeGreaterThan(0.75);
      expect(mean).toBeLessThan(0.92);
    }
  });

  it("draws antithetically: more effective than actual draws of a mean", () => {
    for (const dimension of [10, 100]) {
      const results = runAll(standardNormal(dimension));
      expect(essMean(pooled(results, 0), chains)).toBeGreaterThan(chains * draws);
    }
  });
});

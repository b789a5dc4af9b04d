/** The metric with a few directions besides its diagonal. */
import { describe, expect, it } from "vitest";
import { learnDirections } from "../../src/engines/nuts/low-rank-metric.js";
import {
  drawMomentum,
  kineticEnergy,
  openMetric,
  variancesOf,
  velocityOf,
  type Metric,
} from "../../src/engines/nuts/metric.js";
import type { ChainResult, NutsSettings } from "../../src/engines/nuts/index.js";
import { essMean } from "../../src/posterior/diagnostics/index.js";
import { openStream } from "../../src/math/index.js";
import { chancesOf } from "../../src/engines/nuts/chances.js";
import { coordinateDraws, runChain } from "./run-chain.js";
import { standardNormal, twoDirections, twoDirectionsVariance } from "./targets.js";

const dimension = 10;
const target = twoDirections(dimension);

/** M⁻¹, column by column. */
function inverseOf(metric: Metric): Float64Array[] {
  return Array.from(metric.diagonal, (_, i) => {
    const unit = new Float64Array(metric.diagonal.length);
    unit[i] = 1;
    const column = new Float64Array(unit.length);
    velocityOf(metric, unit, column);
    return column;
  });
}

/** Independent draws of the two directions' normal with their gradients. */
function exactDraws(count: number): readonly (readonly [Float64Array, Float64Array])[] {
  const random = openStream(4, "test");
  return Array.from({ length: count }, () => {
    const z = Float64Array.from({ length: dimension }, () => random.normal());
    const even = z.reduce((sum, value) => sum + value, 0) / dimension;
    const odd = z.reduce((sum, value, i) => sum + (i % 2 === 0 ? value : -value), 0) / dimension;
    const position = z.map(
      (value, i) => (i + 1) * (value + 9 * even + (1 / 5 - 1) * (i % 2 === 0 ? odd : -odd)),
    );
    const gradient = new Float64Array(dimension);
    target.logDensityAndGradient(position, gradient);
    return [position, gradient];
  });
}

function learnt(count: number): Metric {
  const metric = openMetric(dimension, dimension);
  metric.diagonal.set(Array.from({ length: dimension }, (_, i) => (i + 1) ** 2));
  const draws = exactDraws(count);
  learnDirections(
    draws.map(([position]) => position),
    draws.map(([, gradient]) => gradient),
    metric,
  );
  return metric;
}

describe("directions learnt from draws and gradients", () => {
  it("are those of a normal, with their variances, from a few more draws than coordinates", () => {
    const metric = learnt(14);
    expect(metric.rank).toBe(2);
    expect(metric.eigenvalues[0]! / 100).toBeCloseTo(1, 2);
    expect(metric.eigenvalues[1]! * 25).toBeCloseTo(1, 2);
    const columns = inverseOf(metric);
    for (let i = 0; i < dimension; i++)
      for (let j = 0; j < dimension; j++) {
        const sign = (i + j) % 2 === 0 ? 1 : -1;
        const own = (i === j ? 1 : 0) + (99 + (1 / 25 - 1) * sign) / dimension;
        expect(columns[i]![j]! / ((i + 1) * (j + 1))).toBeCloseTo(own, 1);
      }
  });

  it("are none where the diagonal says it all", () => {
    const metric = openMetric(3, 3);
    const random = openStream(5, "test");
    const draws = Array.from({ length: 10 }, () =>
      Float64Array.from({ length: 3 }, () => random.normal()),
    );
    learnDirections(
      draws,
      draws.map((draw) => draw.map((value) => -value)),
      metric,
    );
    expect(metric.rank).toBe(0);
  });

  it("find what there is to find in fewer draws than coordinates", () => {
    const metric = learnt(6);
    expect(metric.rank).toBeGreaterThan(0);
    expect(metric.eigenvalues[0]!).toBeGreaterThan(20);
  });
});

describe("a metric with directions", () => {
  const metric = learnt(14);

  it("draws momenta whose kinetic energy has the mean of half the coordinates", () => {
    const chances = chancesOf(openStream(6, "test"));
    const momentum = new Float64Array(dimension);
    const count = 4000;
    let sum = 0;
    for (let draw = 0; draw < count; draw++) {
      drawMomentum(metric, chances, momentum);
      sum += kineticEnergy(metric, momentum);
    }
    // χ²₁₀ / 2 has mean 5 and sd √5: false alarm at 4 standard errors 6e-5.
    expect(Math.abs(sum / count - 5)).toBeLessThan((4 * Math.sqrt(5)) / Math.sqrt(count));
  });

  it("has the kinetic energy ½ pᵀ M⁻¹ p and the diagonal of M⁻¹", () => {
    const momentum = Float64Array.from({ length: dimension }, (_, i) => 1 - 0.3 * i);
    const velocity = new Float64Array(dimension);
    velocityOf(metric, momentum, velocity);
    const product = velocity.reduce((sum, v, i) => sum + v * momentum[i]!, 0);
    expect(kineticEnergy(metric, momentum) / product).toBeCloseTo(0.5, 12);
    const columns = inverseOf(metric);
    variancesOf(metric).forEach((variance, i) =>
      expect(variance / columns[i]![i]!).toBeCloseTo(1, 12),
    );
  });
});

const chains = 4;
const draws = 1000;

function runAll(adaptation: NutsSettings["adaptation"] & string): ChainResult[] {
  const tune = adaptation === "windows" ? 1000 : 400;
  return Array.from({ length: chains }, (_, chain) =>
    runChain(target, { adaptation, tune, draws, seed: 11 }, chain),
  );
}

function pooled(results: readonly ChainResult[], coordinate: number): Float64Array {
  return Float64Array.from(
    results.flatMap((result) => Array.from(coordinateDraws(result, coordinate))),
  );
}

function leapfrogs(results: readonly ChainResult[]): number {
  return results.reduce(
    (sum, { statistics }) => sum + statistics.leapfrogs.reduce((a, b) => a + b, 0),
    0,
  );
}

describe("NUTS on a normal with two strong directions", () => {
  const lowRank = runAll("low_rank");

  /** |z| ≤ 4 for 20 moments: false-alarm rate over seeds 20 × 6.3e-5 = .13 %. */
  it("draws its moments with the low-rank metric", () => {
    for (let i = 0; i < dimension; i++) {
      const sd = Math.sqrt(twoDirectionsVariance(dimension, i));
      const values = pooled(lowRank, i).map((value) => value / sd);
      for (const [of, expected] of [
        [values, 0],
        [values.map((value) => value * value), 1],
      ] as const) {
        const mean = of.reduce((sum, x) => sum + x, 0) / of.length;
        const squares = of.reduce((sum, x) => sum + (x - mean) ** 2, 0);
        const error = Math.sqrt(squares / (of.length - 1) / essMean(of, chains));
        expect(Math.abs(mean - expected) / error).toBeLessThan(4);
      }
    }
  });

  it("has found directions in every chain", () => {
    for (const { statistics } of lowRank) expect(statistics.metricRank).toBeGreaterThan(1);
  });

  it("is the same bytes on every machine", () => {
    const again = runChain(target, { adaptation: "low_rank", tune: 400, draws, seed: 11 }, 0);
    expect(again.positions).toEqual(lowRank[0]!.positions);
    expect(Array.from(again.positions.slice(-3))).toEqual([
      24.17733121264917, 28.338333124631806, 29.367795929578595,
    ]);
  });

  it("needs less than a quarter of the gradients for an effective draw, and diagonals say no directions", () => {
    const cost = (results: readonly ChainResult[]): number =>
      leapfrogs(results) / essMean(pooled(results, 0), chains);
    const gradients = runAll("gradients");
    expect(cost(lowRank)).toBeLessThan(cost(gradients) / 4);
    expect(cost(lowRank)).toBeLessThan(cost(runAll("windows")) / 4);
    for (const { statistics } of gradients) expect(statistics.metricRank).toBeUndefined();
  });
});

describe("warm-up by gradients in moving windows", () => {
  it("knows the scales of independent normals, however different, after 100 iterations", () => {
    const scales = Float64Array.of(1e-3, 1, 1e3, 30);
    const wide = standardNormal(4);
    const stretched = {
      dimension: 4,
      logDensityAndGradient(position: Float64Array, gradient: Float64Array): number {
        const value = wide.logDensityAndGradient(
          position.map((x, i) => x / scales[i]!),
          gradient,
        );
        for (let i = 0; i < 4; i++) gradient[i] = gradient[i]! / scales[i]!;
        return value;
      },
    };
    const { inverseMetric } = runChain(stretched, {
      adaptation: "gradients",
      tune: 100,
      draws: 10,
    }).statistics;
    inverseMetric.forEach((variance, i) => expect(variance / scales[i]! ** 2).toBeCloseTo(1, 10));
  });

  it("is no obstacle where there is hardly any of it", () => {
    for (const adaptation of ["gradients", "low_rank"] as const)
      for (const tune of [0, 1, 5, 20]) {
        const result = runChain(target, { adaptation, tune, draws: 10 });
        expect(result.positions.every(Number.isFinite)).toBe(true);
      }
  });
});

/** The methods to compare with: R's lm and conditional normal, every vertex of a quantile programme, the guard. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cholesky, openStream } from "../../../src/math/index.js";
import {
  clipEigenvalues,
  distanceCovariance,
  estimateThreeNumbers,
  fitLeastSquares,
  fitQuantile,
  guardCovariance,
  isEstimable,
  kernelCovariance,
  leastReporting,
  meanCovariance,
  nonNegativeLeastSquares,
  openDenseNight,
  openNonparametricNight,
  openPipelineNight,
  predictRows,
  simultaneousInterval,
  simultaneousRegion,
  studentQuantile,
  threeNumberCovariance,
} from "../../../src/workflows/election-night/baselines/index.js";
import type { UnitResiduals } from "../../../src/workflows/election-night/baselines/index.js";
import type { NightUnit } from "../../../src/index.js";

interface Golden {
  readonly train: Readonly<Record<string, readonly number[]>>;
  readonly new: Readonly<Record<string, readonly number[]>>;
  readonly rank: number;
  readonly sigma: number;
  readonly fit: readonly number[];
  readonly lwr: readonly number[];
  readonly upr: readonly number[];
  readonly joint: readonly (readonly number[])[];
  readonly normal: {
    readonly mean: readonly number[];
    readonly covariance: readonly (readonly number[])[];
    readonly seen: readonly number[];
    readonly values: readonly number[];
    readonly conditional_mean: readonly number[];
    readonly conditional_covariance: readonly (readonly number[])[];
  };
  readonly vectors: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly centre: number;
  readonly half: readonly [number, number];
}

const golden = JSON.parse(
  readFileSync(new URL("golden/baselines.json", import.meta.url), "utf8"),
) as Golden;

const predictors = ["before", "young", "middle", "old", "oldest"];

function columnsOf(table: Readonly<Record<string, readonly number[]>>): Float64Array[] {
  const columns = predictors.map((name) => Float64Array.from(table[name]!));
  return [new Float64Array(columns[0]!.length).fill(1), ...columns];
}

function rowsOf(table: Readonly<Record<string, readonly number[]>>): Float64Array[] {
  const columns = columnsOf(table);
  return Array.from(columns[0]!, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

describe("least squares by the pseudo-inverse", () => {
  const fit = fitLeastSquares(columnsOf(golden.train), Float64Array.from(golden.train["turnout"]!));

  it("find the rank of shares that sum to one, and R's predictions to 1e-8", () => {
    expect(fit.rank).toBe(golden.rank);
    expect(Math.abs(fit.sigma / golden.sigma - 1)).toBeLessThan(1e-10);
    predictRows(fit, rowsOf(golden.new), 0.9).forEach(({ mean, low, high }, i) => {
      expect(Math.abs(mean / golden.fit[i]! - 1)).toBeLessThan(1e-8);
      expect(Math.abs(low / golden.lwr[i]! - 1)).toBeLessThan(1e-8);
      expect(Math.abs(high / golden.upr[i]! - 1)).toBeLessThan(1e-8);
    });
  });

  it("give the joint covariance of predicted means", () => {
    const joint = meanCovariance(fit, rowsOf(golden.new));
    golden.joint.flat().forEach((value, place) => {
      expect(Math.abs(joint[place]! - value)).toBeLessThan(1e-8 * Math.abs(golden.joint[0]![0]!));
    });
  });

  it("say which rows the data tell nothing of", () => {
    const [row] = rowsOf(golden.new);
    expect(isEstimable(fit, row!)).toBe(true);
    expect(
      isEstimable(
        fit,
        row!.map((value, k) => (k === 2 ? value + 0.1 : value)),
      ),
    ).toBe(false);
  });
});

describe("quantiles", () => {
  it("of t are those of tables", () => {
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281388519649385, 10);
    expect(studentQuantile(0.95, 1)).toBeCloseTo(6.313751514675041, 9);
  });
});

describe("Hotelling's region", () => {
  const vectors = golden.vectors.map((row) => Float64Array.from(row));

  it("has R's simultaneous intervals of a sum, for the mean and for a new vector", () => {
    const region = simultaneousRegion(vectors, 0.9);
    if (region.kind === "undefined") throw new Error(region.message);
    const weights = Float64Array.from(golden.weights);
    const { low, high } = simultaneousInterval(region, weights, "mean");
    expect(low).toBeCloseTo(golden.centre - golden.half[0], 8);
    expect(high).toBeCloseTo(golden.centre + golden.half[0], 8);
    expect(simultaneousInterval(region, weights, "new").high).toBeCloseTo(
      golden.centre + golden.half[1],
      8,
    );
  });

  it("is refused with its reason where there are fewer elections than precincts", () => {
    const region = simultaneousRegion(vectors.slice(0, 3), 0.9);
    expect(region.kind === "undefined" && region.message).toMatch(/3 of 3.*rank 2/u);
  });
});

/** Twelve units in districts of different sizes; residuals of one election. */
function madeUpUnits(centred: boolean): UnitResiduals {
  const random = openStream(5, "made-up-residuals");
  const district = Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3);
  const draw = (): Float64Array => {
    const ofDistrict = Float64Array.from({ length: 4 }, () => 0.15 * random.normal());
    const values = Float64Array.from(
      district,
      (d) => 0.1 + ofDistrict[d]! + 0.03 * random.normal(),
    );
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return centred ? values.map((value) => value - mean) : values;
  };
  const numbers = (): Float64Array => Float64Array.from(district, () => random.normal());
  return {
    elections: [draw(), draw()],
    district,
    county: district.map((d) => d % 2),
    size: Float64Array.from(district, (_, i) => 200 + 50 * i),
    east: numbers().map((value) => 50 * value),
    north: numbers().map((value) => 50 * value),
    scores: [numbers(), numbers()],
  };
}

describe("covariances of units", () => {
  it("by three numbers are the means of sample covariances of pairs", () => {
    const units = madeUpUnits(false);
    const { district, elections } = units;
    const sums = { same: 0, other: 0, sames: 0, others: 0 };
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < 12; j++) {
        if (i === j) continue;
        const value =
          (elections[0]![i]! * elections[0]![j]! + elections[1]![i]! * elections[1]![j]!) / 2;
        if (district[i] === district[j])
          [sums.same, sums.sames] = [sums.same + value, sums.sames + 1];
        else [sums.other, sums.others] = [sums.other + value, sums.others + 1];
      }
    const found = estimateThreeNumbers(units);
    expect(found.sameDistrict).toBeCloseTo(sums.same / sums.sames, 12);
    expect(found.otherDistrict).toBeCloseTo(sums.other / sums.others, 12);
  });

  it("of residuals about each election's own mean are caught, explained and repaired", () => {
    const units = madeUpUnits(true);
    const guarded = guardCovariance(
      threeNumberCovariance(estimateThreeNumbers(units), units.district),
      units,
    );
    expect(guarded.message).toMatch(/not positive definite.*sum to zero/u);
    expect(cholesky(guarded.covariance, 12)).toBeDefined();
  });

  it("keep their variances when eigenvalues are clipped", () => {
    const matrix = Float64Array.of(2, 1.8, -1.5, 1.8, 2, 1.5, -1.5, 1.5, 2);
    expect(cholesky(matrix, 3)).toBeUndefined();
    const clipped = clipEigenvalues(matrix, 3);
    expect(
      cholesky(
        clipped.map((value, k) => (k % 4 === 0 ? value + 1e-9 : value)),
        3,
      ),
    ).toBeDefined();
    for (const k of [0, 4, 8]) expect(clipped[k]).toBeCloseTo(2, 10);
  });

  it("by kernels are positive definite whatever the residuals; a line in distance need not be", () => {
    for (const centred of [false, true]) {
      const units = madeUpUnits(centred);
      expect(cholesky(kernelCovariance(units, 40), 12)).toBeDefined();
      const guarded = guardCovariance(distanceCovariance(units), units);
      expect(cholesky(guarded.covariance, 12)).toBeDefined();
    }
  });
});

describe("non-negative least squares", () => {
  it("leave out what would be negative, and meet the conditions of the optimum", () => {
    const random = openStream(2, "non-negative");
    const rows = Array.from({ length: 30 }, () =>
      Float64Array.from({ length: 5 }, () => random.normal()),
    );
    const truth = [1, -2, 0.5, 0, 3];
    const y = rows.map((row) =>
      row.reduce((sum, value, k) => sum + value * truth[k]!, random.normal()),
    );
    const gram = Float64Array.from({ length: 25 }, (_, place) =>
      rows.reduce((sum, row) => sum + row[Math.floor(place / 5)]! * row[place % 5]!, 0),
    );
    const right = Float64Array.from({ length: 5 }, (_, k) =>
      rows.reduce((sum, row, i) => sum + row[k]! * y[i]!, 0),
    );
    const theta = nonNegativeLeastSquares(gram, right);
    theta.forEach((value, k) => {
      const slope = theta.reduce((sum, other, l) => sum - gram[k * 5 + l]! * other, right[k]!);
      if (value > 0) expect(Math.abs(slope)).toBeLessThan(1e-8);
      else expect(slope).toBeLessThan(1e-8);
    });
    expect(theta[1]).toBe(0);
  });
});

describe("the dense night", () => {
  it("has R's conditional mean and covariance of units that have not reported", () => {
    const { normal } = golden;
    const n = normal.mean.length;
    // Small covariances, so that counts of baseline 1e9 are linear in log ratios.
    const shrink = 1e-8;
    const units = normal.mean.map((_, i): NightUnit => {
      return { unit: `u${i}`, areas: {}, baseline: 1e9 };
    });
    const night = openDenseNight({
      units,
      by: [],
      levels: [0.9],
      mean: Float64Array.from(normal.mean, (value) => shrink * value),
      covariance: Float64Array.from(normal.covariance.flat(), (value) => shrink * shrink * value),
      draws: 4000,
      seed: 1,
    });
    const reports = normal.seen.map((place, k) => {
      const counted = 1e9 * Math.exp(shrink * normal.values[k]!);
      return { unit: `u${place}`, status: "reported", counted } as const;
    });
    const others = Array.from({ length: n }, (_, i) => i).filter((i) => !normal.seen.includes(i));
    const { units: found } = night.forecast(reports);
    others.forEach((place, k) => {
      const own = found[place]!;
      const centre = 1e9 * Math.exp(shrink * normal.conditional_mean[k]!);
      const sd = 10 * Math.sqrt(normal.conditional_covariance[k]![k]!);
      const { low, high } = own.intervals[0]!;
      // Opposite pairs of draws: their mean is exact, so the interval is symmetric about it.
      expect(Math.abs((low + high) / 2 - centre)).toBeLessThan(1e-6 * sd + 1e-6);
      // 4,000 draws give the half-width within 6 % in all but 1 of 10,000.
      expect(Math.abs((high - low) / 2 / (1.6449 * sd) - 1)).toBeLessThan(0.06);
    });
  });
});

describe("the pipeline of 2019", () => {
  it("moves units that have not reported by what districts share, and says what the guard did", () => {
    const residuals = madeUpUnits(true);
    const units = Array.from(residuals.district, (d, i): NightUnit => {
      return { unit: `u${i}`, areas: { district: `d${d}` }, baseline: 1000 };
    });
    const ones = new Float64Array(12).fill(1);
    const shared = { by: ["district"], levels: [0.9], draws: 200, seed: 1, units, residuals };
    const { forecaster, message } = openPipelineNight({
      ...shared,
      pastColumns: [ones],
      pastRatios: Float64Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 0.001 : -0.001)),
      rows: units.map(() => Float64Array.of(1)),
      covariance: threeNumberCovariance(estimateThreeNumbers(residuals), residuals.district),
      shift: 1e-4,
    });
    expect(message).toMatch(/not positive definite/u);
    const reports = [0, 1, 2].map((i) => {
      return { unit: `u${i}`, status: "reported", counted: 1300 } as const;
    });
    const { units: found } = forecaster.forecast(reports);
    const [neighbour, stranger] = [found[4]!.predicted, found[11]!.predicted];
    expect(neighbour).toBeGreaterThan(1150);
    expect(neighbour).toBeGreaterThan(stranger + 100);
  });
});

/** The least loss over all planes through as many points as coefficients. */
function bruteForce(
  columns: readonly Float64Array[],
  y: Float64Array,
  w: Float64Array,
  tau: number,
): number {
  const n = y.length;
  let least = Infinity;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const gap = columns[1]![i]! - columns[1]![j]!;
      if (gap === 0) continue;
      const slope = (y[i]! - y[j]!) / gap;
      const level = y[i]! - slope * columns[1]![i]!;
      least = Math.min(least, lossOf(Float64Array.of(level, slope), columns, y, w, tau));
    }
  return least;
}

function lossOf(
  beta: Float64Array,
  columns: readonly Float64Array[],
  y: Float64Array,
  w: Float64Array,
  tau: number,
): number {
  return y.reduce((sum, value, i) => {
    const residual = value - columns.reduce((fit, column, k) => fit + beta[k]! * column[i]!, 0);
    return sum + w[i]! * residual * (residual < 0 ? tau - 1 : tau);
  }, 0);
}

describe("quantile regression", () => {
  it.each([0.05, 0.25, 0.5, 0.9])("reaches the best vertex at %f", (tau) => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = openStream(seed, "quantile-regression");
      const numbers = (): Float64Array => Float64Array.from({ length: 25 }, () => random.normal());
      const columns = [new Float64Array(25).fill(1), numbers()];
      const y = numbers().map((value, i) => 0.5 * columns[1]![i]! + value);
      const weights = numbers().map((value) => 0.2 + value * value);
      const beta = fitQuantile({ columns, y, weights, tau });
      const least = bruteForce(columns, y, weights, tau);
      expect(lossOf(beta, columns, y, weights, tau)).toBeLessThan(least * (1 + 1e-9));
    }
  });

  it("is the weighted median where there is only a level", () => {
    const beta = fitQuantile({
      columns: [new Float64Array(5).fill(1)],
      y: Float64Array.of(1, 2, 3, 10, 20),
      weights: Float64Array.of(1, 1, 1, 1, 5),
      tau: 0.5,
    });
    expect(beta[0]).toBeCloseTo(20, 10);
  });
});

describe("the nonparametric night", () => {
  const random = openStream(9, "nonparametric-night");
  const units = Array.from({ length: 300 }, (_, i): NightUnit => ({
    unit: `u${i}`,
    areas: { district: `d${i % 10}` },
    baseline: 200 + Math.floor(800 * random.uniform()),
  }));
  const x = Float64Array.from(units, () => random.normal());
  const results = units.map(({ baseline }, i) =>
    Math.round(baseline * (1.1 + 0.1 * x[i]! + 0.1 * random.normal())),
  );
  const night = openNonparametricNight({
    units,
    by: ["district"],
    levels: [0.5, 0.9],
    predictors: [x],
    seed: 1,
  });
  const reports = units.slice(0, 150).map(({ unit }, i) => {
    return { unit, status: "reported", counted: results[i]! } as const;
  });

  it("needs as many units as the published rule says", () => {
    expect(leastReporting(0.9)).toBe(19);
    expect(leastReporting(0.95)).toBe(39);
  });

  it("covers units that look like those that reported, and sums bounds over areas", () => {
    const { units: found, areas } = night.forecast(reports);
    const open = found.slice(150);
    const inside = open.filter(({ intervals }, i) => {
      const { low, high } = intervals[1]!;
      return results[150 + i]! >= low && results[150 + i]! <= high;
    });
    // 150 units with coverage .9, itself known within .08 from 15 held-out units.
    expect(inside.length / open.length).toBeGreaterThan(0.75);
    const first = found.filter((_, i) => units[i]!.areas["district"] === "d0");
    const sum = first.reduce((total, { intervals }) => total + intervals[1]!.high, 0);
    expect(areas[0]!.intervals[1]!.high).toBeCloseTo(sum, 8);
  });

  it("has nested intervals that are never below what is counted", () => {
    const partial = { unit: "u200", status: "partial", counted: 5000 } as const;
    for (const { counted, predicted, intervals } of night.forecast([...reports, partial]).units) {
      const [narrow, wide] = [intervals[0]!, intervals[1]!];
      const order = [counted, wide.low, narrow.low, predicted, narrow.high, wide.high];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });
});

/** Leave-one-out, WAIC, comparison and stacking are those of the R package loo. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deterministic, logSumExp, openStream } from "../../src/math/index.js";
import { kHatThreshold } from "../../src/posterior/criticism/leave-one-out.js";
import { leaveOneOutOfRow } from "../../src/posterior/criticism/leave-one-out-row.js";
import { totalOf } from "../../src/posterior/criticism/elpd.js";
import { widelyApplicableOfRow } from "../../src/posterior/criticism/widely-applicable.js";
import { openEssMean } from "../../src/posterior/diagnostics/index.js";
import { bootstrapWeights } from "../../src/workflows/comparison/bootstrap-weights.js";
import { differenceOf } from "../../src/workflows/comparison/differences.js";
import { stackingWeights } from "../../src/workflows/comparison/stacking.js";

type Numbers = readonly (number | "Inf")[];

interface Golden {
  readonly source: string;
  readonly cases: readonly {
    readonly name: string;
    readonly chains: number;
    readonly efficiency: Numbers;
    readonly elpd: Numbers;
    readonly k: Numbers;
    readonly p: Numbers;
    readonly total: Numbers;
    readonly waicElpd: Numbers;
    readonly waicP: Numbers;
    readonly waicTotal: Numbers;
    readonly lastWeights: Numbers;
    readonly rows: readonly (readonly number[])[];
  }[];
  readonly comparisons: readonly {
    readonly name: string;
    readonly order: readonly number[];
    readonly elpdDiff: Numbers;
    readonly seDiff: Numbers;
    readonly stacking: readonly number[];
    readonly pseudoBma: readonly number[];
    readonly pointwise: readonly (readonly number[])[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("golden/criticism.json", import.meta.url), "utf8"),
) as Golden;
const packageName = golden.source.split(",")[0]!;

function expectEqual(ours: ArrayLike<number>, theirs: Numbers, what: string): void {
  expect(ours.length, what).toBe(theirs.length);
  theirs.forEach((value, i) => {
    if (value === "Inf") expect(ours[i], `${what} ${i}`).toBe(Infinity);
    else
      expect(Math.abs(ours[i]! - value) / (Math.abs(value) + 1), `${what} ${i}`).toBeLessThan(1e-8);
  });
}

describe("leave-one-out cross-validation", () => {
  for (const { name, chains, rows, ...expected } of golden.cases) {
    const logs = rows.map((row) => Float64Array.from(row));
    const draws = logs[0]!.length;
    const essMean = openEssMean(chains, draws / chains);
    const efficiency = (likelihood: Float64Array): number => essMean(likelihood) / draws;

    it(`agrees with ${packageName} to 1e-8, row by row and in total: ${name}`, () => {
      const estimates = logs.map((row) => leaveOneOutOfRow(row, efficiency));
      const p = Float64Array.from(estimates, ({ lpd, elpd }) => lpd - elpd);
      const elpd = Float64Array.from(estimates, (one) => one.elpd);
      const likelihoods = logs.map((row) => row.map((value) => deterministic.exp(value)));
      expectEqual(likelihoods.map(efficiency), expected.efficiency, "relative efficiency");
      expectEqual(
        estimates.map(({ kHat }) => kHat),
        expected.k,
        "k-hat",
      );
      expectEqual(elpd, expected.elpd, "elpd");
      expectEqual(p, expected.p, "p_loo");
      expectEqual(estimates.at(-1)!.weights, expected.lastWeights, "weights");
      const [sum, effective, deviance] = [elpd, p, elpd.map((value) => -2 * value)].map(totalOf);
      expectEqual(
        [sum, effective, deviance].flatMap((total) => [total!.estimate, total!.se]),
        expected.total,
        "totals",
      );
    });

    it(`has the WAIC of ${packageName}: ${name}`, () => {
      const estimates = logs.map(widelyApplicableOfRow);
      const p = Float64Array.from(estimates, (one) => one.p);
      const elpd = Float64Array.from(estimates, (one) => one.elpd);
      expectEqual(elpd, expected.waicElpd, "elpd");
      expectEqual(p, expected.waicP, "p_waic");
      const totals = [elpd, p, elpd.map((value) => -2 * value)].map(totalOf);
      expectEqual(
        totals.flatMap(({ estimate, se }) => [estimate, se]),
        expected.waicTotal,
        "totals",
      );
    });
  }

  it("has the Monte Carlo error of the definition: the weighted variance of the likelihood, log normal", () => {
    const row = Float64Array.from(golden.cases[0]!.rows[0]!);
    const { elpd, weights, mcse } = leaveOneOutOfRow(row, () => 0.5);
    const left = Math.exp(elpd);
    let variance = 0;
    row.forEach((value, s) => {
      variance += weights[s]! ** 2 * (Math.exp(value) - left) ** 2;
    });
    expect(mcse).toBeCloseTo(Math.sqrt(Math.log1p(variance / 0.5 / left ** 2)), 12);
  });

  it("asks for a smaller k-hat where there are few draws", () => {
    expect(kHatThreshold(100)).toBeCloseTo(0.5, 12);
    expect(kHatThreshold(1000)).toBeCloseTo(2 / 3, 12);
    expect(kHatThreshold(4000)).toBe(0.7);
  });

  it("needs no smoothing where the draws do not differ about a row", () => {
    const { elpd, lpd, kHat } = leaveOneOutOfRow(new Float64Array(400).fill(-2), () => 1);
    expect(elpd).toBeCloseTo(-2, 12);
    expect(lpd).toBeCloseTo(-2, 12);
    expect(kHat).toBe(-Infinity);
  });

  it("has a finite answer, not to be trusted, where likelihoods differ by more than numbers can", () => {
    const row = Float64Array.from({ length: 400 }, (_, s) => -1 - 5 * s);
    const { elpd, kHat } = leaveOneOutOfRow(row, () => 1);
    expect(Number.isFinite(elpd)).toBe(true);
    expect(kHat).toBeGreaterThan(1);
  });

  it("says that a row which some draw cannot give has no finite answer", () => {
    const row = Float64Array.from({ length: 40 }, (_, s) => (s === 3 ? -Infinity : -1));
    const { elpd, kHat } = leaveOneOutOfRow(row, () => 1);
    expect([elpd, kHat]).toEqual([-Infinity, Infinity]);
  });
});

describe("the comparison of models", () => {
  for (const {
    name,
    order,
    elpdDiff,
    seDiff,
    stacking,
    pseudoBma,
    pointwise,
  } of golden.comparisons) {
    const models = pointwise.map((one) => Float64Array.from(one));

    it(`has the differences and errors of ${packageName}: ${name}`, () => {
      const best = models[order[0]!]!;
      const differences = order.map((model) => differenceOf(models[model]!, best));
      expectEqual(
        differences.map(({ estimate }) => estimate),
        elpdDiff,
        "elpd_diff",
      );
      expectEqual(
        differences.map(({ se }) => se),
        seDiff,
        "se_diff",
      );
    });

    it(`has the stacking weights of ${packageName} to 1e-4, and none scores better: ${name}`, () => {
      const weights = stackingWeights(models);
      weights.forEach((weight, k) => expect(Math.abs(weight - stacking[k]!)).toBeLessThan(1e-4));
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(mixtureScore(models, weights)).toBeGreaterThanOrEqual(
        mixtureScore(models, Float64Array.from(stacking)) - 1e-9,
      );
    });

    // 1000 replicates against 200,000: a weight is off by more than five standard errors once in a million.
    it(`has pseudo-BMA+ weights within the error of the bootstrap: ${name}`, () => {
      const weights = bootstrapWeights(models, openStream(1, "test"));
      weights.forEach((weight, k) =>
        expect(Math.abs(weight - pseudoBma[k]!)).toBeLessThan((5 * 0.5) / Math.sqrt(1000)),
      );
    });
  }

  it("shares weight between models that predict the same", () => {
    const one = Float64Array.from({ length: 20 }, (_, i) => -1 - (i % 3));
    const worse = one.map((value) => value - 1);
    const weights = stackingWeights([one, one, worse]);
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 8);
  });
});

/** Σ_i log Σ_k w_k exp(elpd_ik). */
function mixtureScore(models: readonly Float64Array[], weights: Float64Array): number {
  let score = 0;
  for (let i = 0; i < models[0]!.length; i++)
    score += logSumExp(models.map((elpd, k) => elpd[i]! + Math.log(Math.max(weights[k]!, 0))));
  return score;
}

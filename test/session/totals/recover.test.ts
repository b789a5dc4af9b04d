/**
 * Votes of 400 precincts drawn from known coefficients, recovered from totals. Each interval of 99.9 % leaves out
 * its coefficient once in a thousand draws of the data; the seeds are fixed.
 */
import { describe, expect, it } from "vitest";
import { crosstab, fit, type ResultTable } from "../../../src/index.js";
import { quantile } from "../../../src/math/index.js";
import type { Posterior } from "../../../src/posterior/index.js";
import { simulatePrecincts, totalsModel } from "../../model/totals/precincts.js";

const truth = [
  [1.6, -1.5, -3.2, 0.4],
  [-1.2, 1.1, 2.9, -0.3],
] as const;
const three = simulatePrecincts({ precincts: 400, people: 150, seed: 11, coefficients: truth });
const sorted = simulatePrecincts({
  precincts: 150,
  people: 80,
  seed: 12,
  coefficients: [[3, -3, -6, 0]],
  lean: 0.5,
});

interface Interval {
  readonly low: number;
  readonly mean: number;
  readonly sd: number;
  readonly high: number;
}

function intervalOf({ draws }: Posterior, name: string): Interval {
  const at = draws.parameters.findIndex((one) => one.name === name);
  const width = draws.parameters.length;
  const own = Float64Array.from(
    { length: draws.chains * draws.drawsPerChain },
    (_, draw) => draws.values[draw * width + at]!,
  ).sort();
  const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
  const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
  const low = Math.min(quantile(own, 0.0005), mean - 3.29 * Math.sqrt(variance));
  const high = Math.max(quantile(own, 0.9995), mean + 3.29 * Math.sqrt(variance));
  return { low, mean, sd: Math.sqrt(variance), high };
}

const nuts = { engine: "nuts", draws: 200, tune: 200, chains: 1, seed: 1 } as const;

function sharesOf(table: ResultTable, outcome: string): ReadonlyMap<unknown, readonly number[]> {
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  return new Map(
    table.rows
      .filter((row) => row[at("outcome")] === outcome)
      .map((row) => [row[0], ["lower", "mean", "upper"].map((name) => Number(row[at(name)]))]),
  );
}

describe("three outcomes by NUTS", () => {
  it("have their coefficients within their intervals, and their groups' votes in the table", async () => {
    const model = totalsModel(three, "votes(dem, rep, none) ~ party + age");
    const posterior = await fit(model, nuts);
    truth.forEach((coefficients, k) => {
      const prefix = ["dem", "rep"][k]!;
      // `young` comes after `old`, the first of the levels in their order.
      const [intercept, ofN, ofR, ofOld] = coefficients;
      const wanted = {
        Intercept: intercept + ofOld,
        "party[N]": ofN,
        "party[R]": ofR,
        "age[young]": -ofOld,
      };
      for (const [name, value] of Object.entries(wanted)) {
        const { low, high } = intervalOf(posterior, `${prefix}:${name}`);
        expect(value, `${prefix}:${name}`).toBeGreaterThan(low);
        expect(value, `${prefix}:${name}`).toBeLessThan(high);
      }
    });
    const shares = sharesOf(await crosstab(posterior, { by: "party", interval: 0.999 }), "dem");
    for (const [party, share] of Object.entries(three.truth)) {
      const [lower, , upper] = shares.get(party)!;
      // What was voted differs from its expectation by chance: by .004 in groups of this size.
      expect(share).toBeGreaterThan(lower! - 0.01);
      expect(share).toBeLessThan(upper! + 0.01);
    }
  }, 120_000);
});

describe("sorted voters", () => {
  it("have narrower intervals by the exact likelihood than by the unit's mean", async () => {
    const formula = "votes(dem, none) ~ party";
    const [byMean, exact] = await Promise.all(
      ["mean", "exact"].map((likelihood) =>
        fit(totalsModel(sorted, formula, { likelihood }), nuts),
      ),
    );
    const [wide, narrow] = [byMean!, exact!].map((posterior) => intervalOf(posterior, "party[R]"));
    expect(narrow!.sd / wide!.sd).toBeLessThan(0.85);
    for (const { low, high } of [wide!, narrow!]) {
      expect(-6).toBeGreaterThan(low);
      expect(-6).toBeLessThan(high);
    }
  }, 120_000);
});

describe("ADVI", () => {
  it("takes whole units as its batches and comes to what NUTS finds", async () => {
    const model = totalsModel(three, "votes(dem, rep, none) ~ party + age");
    const posterior = await fit(model, {
      engine: "advi",
      batches: 4,
      iterations: 2000,
      seed: 3,
      draws: 500,
    });
    const { mean } = intervalOf(posterior, "dem:party[R]");
    expect(Math.abs(mean + 3.2)).toBeLessThan(0.9);
  }, 120_000);

  it("refuses more batches than there are units", async () => {
    const model = totalsModel(three, "votes(dem, rep, none) ~ party");
    await expect(fit(model, { engine: "advi", batches: 401 })).rejects.toThrow(/batches/u);
  });
});

describe("INLA", () => {
  it("approximates totals, and has no predictions of units by quadrature", async () => {
    const model = totalsModel(three, "votes(dem, rep, none) ~ party");
    const { leaveOneOut, marginals } = await fit(model, { engine: "inla" });
    expect(leaveOneOut.failure.every((share) => share === 1)).toBe(true);
    expect(marginals.every((marginal) => marginal !== undefined)).toBe(true);
  });

  it("is passed over by auto", async () => {
    const few = simulatePrecincts({
      precincts: 30,
      people: 40,
      seed: 1,
      coefficients: [[1, -1, -2, 0]],
    });
    const model = totalsModel(few, "votes(dem, none) ~ party");
    const posterior = await fit(model, { draws: 50, tune: 50, chains: 1, seed: 1 });
    expect(posterior.engine).toBe("nuts");
  }, 60_000);
});

/** The summary has the columns of ArviZ, for the parameters that are asked for. */
import { beforeAll, describe, expect, it } from "vitest";
import type { NutsPosterior } from "../../src/index.js";
import { fitModel, parameterDraws, summarise } from "../../src/posterior/index.js";
import { binomialModel } from "./fitted-models.js";

let fit: NutsPosterior;

beforeAll(async () => {
  fit = await fitModel(binomialModel(), { draws: 300, tune: 300, chains: 2, seed: 5 });
});

describe("the summary", () => {
  it("has the columns of ArviZ in its order", () => {
    expect(summarise(fit).table.columns.map(({ name }) => name)).toEqual([
      "parameter",
      ...["mean", "sd", "hdi_3%", "hdi_97%", "mcse_mean", "mcse_sd"],
      ...["ess_bulk", "ess_tail", "r_hat"],
    ]);
    const names = summarise(fit, { probability: 0.8 }).table.columns.map(({ name }) => name);
    expect(names.slice(3, 5)).toEqual(["hdi_10%", "hdi_90%"]);
  });

  it("holds moments and quantiles of the draws", () => {
    const row = summarise(fit).rows[1]!;
    const sorted = parameterDraws(fit.draws, 1).sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    expect(row.name).toBe("x");
    expect(row.mean).toBeCloseTo(mean, 12);
    expect(row.median).toBeCloseTo((sorted[299]! + sorted[300]!) / 2, 12);
    expect(row.q025).toBeGreaterThanOrEqual(sorted[14]!);
    expect(row.q025).toBeLessThanOrEqual(sorted[15]!);
    expect(row.mcseMean).toBeGreaterThan((0.5 * row.sd) / Math.sqrt(600));
    expect(sorted.filter((x) => x >= row.hdiLow && x <= row.hdiHigh).length).toBe(565);
  });

  it("shows roles, terms or names, and counts what it does not show", () => {
    const names = (include: string[]): string[] =>
      summarise(fit, { include }).rows.map(({ name }) => name);
    expect(names(["common", "sd"])).toEqual(["x", "sd(1|g)"]);
    expect(names(["1|g"]).length).toBe(6);
    expect(names(["1|g[g2]"])).toEqual(["1|g[g2]"]);
    expect(summarise(fit, { include: ["x"] }).table.notes).toEqual([
      "7 more parameters are not shown",
    ]);
    expect(summarise(fit).rows.length).toBe(8);
  });

  it("leaves cells empty for what a constant has no answer to", () => {
    const width = fit.draws.parameters.length;
    const values = fit.draws.values.map((value, index) => (index % width === 0 ? 2 : value));
    const { rows } = summarise({ ...fit, draws: { ...fit.draws, values } }).table;
    expect(rows[0]).toEqual(["Intercept", 2, 0, 2, 2, null, null, null, null, null]);
  });
});

/** Predictions, comparisons and slopes of models of totals: a person's probability of every outcome. */
import { describe, expect, it } from "vitest";
import {
  comparisons,
  crosstab,
  fit,
  frameFromColumns,
  predictions,
  slopes,
} from "../../../src/index.js";
import { simulatePrecincts, threeWay, totalsModel } from "../../model/totals/precincts.js";

const data = simulatePrecincts({
  precincts: 25,
  people: 80,
  seed: 4,
  coefficients: threeWay,
});
const model = totalsModel(data, "votes(dem, rep, none) ~ party + n + (1 | age)");
const fitted = await fit(model, { engine: "inla", draws: 300 });

const columnOf = (table: ReturnType<typeof predictions>, name: string) => {
  const place = table.columns.findIndex((column) => column.name === name);
  return table.rows.map((row) => row[place]!);
};

describe("predictions of a fit of totals", () => {
  it("average to the shares that crosstab has", async () => {
    const table = predictions(fitted, { average_by: "party", weight: "n" });
    const shares = await crosstab(fitted, { by: "party" });
    expect(columnOf(table, "outcome")).toEqual(columnOf(shares, "outcome"));
    const means = columnOf(shares, "mean");
    columnOf(table, "estimate").forEach((estimate, row) =>
      expect(estimate).toBeCloseTo(means[row] as number, 10),
    );
  });

  it("of new people with levels that the fit has not seen add up to one", () => {
    const frame = frameFromColumns("people", {
      party: ["D", "R"],
      age: ["ancient", "young"],
      n: [3, 4],
    });
    const estimates = columnOf(predictions(fitted, { frame }), "estimate") as number[];
    expect(estimates).toHaveLength(6);
    for (const from of [0, 3])
      expect(estimates[from]! + estimates[from + 1]! + estimates[from + 2]!).toBeCloseTo(1, 10);
  });

  it("on the scale of the link are scores against the reference", () => {
    const table = predictions(fitted, { conditional: ["party"], scale: "link" });
    const outcomes = columnOf(table, "outcome");
    columnOf(table, "estimate").forEach((estimate, row) => {
      if (outcomes[row] === "none") expect(estimate).toBe(0);
    });
  });

  it("have no new responses", () => {
    expect(() => predictions(fitted, { scale: "predictive" })).toThrow("counts of units");
  });
});

describe("comparisons and slopes of a fit of totals", () => {
  it("add up to zero over the outcomes", () => {
    const compared = comparisons(fitted, { contrast: "party", average_by: "all" });
    const sloped = slopes(fitted, { wrt: "n", average_by: "all" });
    for (const [table, contrasts] of [
      [compared, 3],
      [sloped, 1],
    ] as const) {
      const estimates = columnOf(table, "estimate") as number[];
      expect(estimates).toHaveLength(3 * contrasts);
      for (let from = 0; from < estimates.length; from += 3)
        expect(estimates[from]! + estimates[from + 1]! + estimates[from + 2]!).toBeCloseTo(0, 8);
    }
  });
});

/** Poststratification of models of totals: every outcome of every area, from people's own probabilities. */
import { describe, expect, it } from "vitest";
import { crosstab, fit, frameFromColumns, poststratify } from "../../../src/index.js";
import { simulatePrecincts, threeWay, totalsModel } from "../../model/totals/precincts.js";

const data = simulatePrecincts({
  precincts: 25,
  people: 80,
  seed: 4,
  coefficients: threeWay,
});
const outcomes = ["dem", "rep", "none"];
const model = totalsModel(data, "votes(dem, rep, none) ~ party + (1 + n | age)");
const fitted = await fit(model, { engine: "inla", draws: 400 });

describe("poststratify on a fit of totals", () => {
  it("gives the shares that crosstab has, on the people whom the model knows", async () => {
    const estimates = poststratify(fitted, data.voters, {
      by: "party",
      weight: "n",
      interval: 0.95,
    });
    const table = await crosstab(fitted, { by: "party" });
    expect(estimates.by).toEqual(["party", "outcome"]);
    const [mean, lower, upper] = ["mean", "q025", "q975"].map((name) =>
      estimates.table.columns.findIndex((column) => column.name === name),
    );
    estimates.table.rows.forEach((row, at) => {
      const other = table.rows[at]!;
      expect(row.slice(0, 2)).toEqual(other.slice(0, 2));
      const own = [mean, lower, upper].map((place) => row[place!] as number);
      own.forEach((value, k) => expect(value).toBeCloseTo(other.at(k - 3) as number, 10));
    });
    expect(estimates.table.rows).toHaveLength(9);
  });

  const elsewhere = frameFromColumns("elsewhere", {
    county: ["a", "a", "b", "b", "b"],
    party: ["D", "R", "D", "N", "R"],
    age: ["young", "old", "ancient", "young", "middling"],
    n: [10, 30, 5, 5, 20],
  });

  it.each(["gaussian", "resample", "zero"] as const)(
    "has shares of an area that add up to one in every draw, new levels %s",
    (new_levels) => {
      const estimates = poststratify(fitted, elsewhere, { by: "county", weight: "n", new_levels });
      const { draws, drawCount, areas } = estimates;
      expect(areas).toEqual(["a", "b"].flatMap((county) => outcomes.map((one) => [county, one])));
      for (let area = 0; area < 2; area++)
        for (let draw = 0; draw < drawCount; draw++) {
          const sum = [0, 1, 2].reduce((s, k) => s + draws[(3 * area + k) * drawCount + draw]!, 0);
          expect(sum).toBeCloseTo(1, 12);
        }
    },
  );

  it("copies effects of every outcome from one known level", () => {
    const one = (age: string) => frameFromColumns("one", { party: ["D"], age: [age], n: [1] });
    const drawsOf = (age: string) =>
      poststratify(fitted, one(age), { weight: "n", new_levels: "resample" }).draws;
    const [unseen, young, old] = [drawsOf("unseen"), drawsOf("young"), drawsOf("old")];
    const count = unseen.length / 3;
    for (let draw = 0; draw < count; draw++) {
      const at = [0, 1, 2].map((k) => k * count + draw);
      // Levels are picked for each outcome: one of the four pairs.
      const scores = (draws: Float64Array, k: number): number =>
        Math.log(draws[at[k]!]! / draws[at[2]!]!);
      for (const k of [0, 1]) {
        const distance = Math.min(
          Math.abs(scores(unseen, k) - scores(young, k)),
          Math.abs(scores(unseen, k) - scores(old, k)),
        );
        expect(distance).toBeLessThan(1e-9);
      }
    }
  });

  it("has nothing to calibrate", () => {
    const known = frameFromColumns("known", { county: ["a", "b"], share: [0.4, 0.5] });
    expect(() =>
      poststratify(fitted, elsewhere, { by: "county", weight: "n", calibrate: known }),
    ).toThrow("totals of units");
  });
});

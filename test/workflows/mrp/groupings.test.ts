import { describe, expect, it } from "vitest";
import { table } from "../../data/support/tables.js";
import { ask, cells, drawCount, drawsOf, survey } from "./support/small-survey.js";

const populationOf = (labels: Readonly<Record<string, string>>): number =>
  cells
    .filter((cell) =>
      Object.entries(labels).every(([name, label]) => cell[name as "state"] === label),
    )
    .reduce((sum, { pop }) => sum + pop, 0);

describe("areas and their wholes", () => {
  it("parts sum to wholes in every draw, and in population", () => {
    const { estimates } = ask({ by: ["state", "age"], totals: true });
    expect(estimates!.groupings.map(({ by }) => by)).toEqual([
      ["state", "age"],
      ["state"],
      ["age"],
      [],
    ]);
    const whole = drawsOf(estimates!, ["(all)", "(all)"]);
    for (let draw = 0; draw < drawCount; draw++) {
      let nation = 0;
      for (const state of ["CA", "NV", "NY"]) {
        let sum = 0;
        for (const age of ["old", "young"])
          sum += populationOf({ state, age }) * drawsOf(estimates!, [state, age])[draw]!;
        const mean = drawsOf(estimates!, [state, "(all)"])[draw]!;
        expect(sum / populationOf({ state })).toBeCloseTo(mean, 13);
        nation += populationOf({ state }) * mean;
      }
      expect(nation / populationOf({})).toBeCloseTo(whole[draw]!, 13);
    }
    const total = estimates!.areas.findIndex(([state, age]) => state === "CA" && age === "(all)");
    expect(estimates!.population[total]).toBeCloseTo(populationOf({ state: "CA" }), 12);
  });

  it("states within regions are states: a margin that makes the same areas is not repeated", () => {
    const { estimates } = ask({ by: ["region", "state"], totals: true });
    expect(estimates!.groupings.map(({ by }) => by)).toEqual([["region", "state"], ["region"], []]);
    expect(estimates!.areas.slice(3)).toEqual([
      ["East", "(all)"],
      ["West", "(all)"],
      ["(all)", "(all)"],
    ]);
  });

  it("several groupings at once are what each of them is alone", () => {
    const { estimates } = ask({ by: [["age"], ["eth", "state"], "region", []] });
    expect(estimates!.by).toEqual(["age", "eth", "state", "region"]);
    for (const by of [["age"], ["eth", "state"], ["region"], []]) {
      const alone = ask({ by }).estimates!;
      const grouping = estimates!.groupings.find((one) => String(one.by) === String(by))!;
      const { from, to } = grouping;
      expect(to - from).toBe(alone.areas.length);
      estimates!.draws
        .subarray(from * drawCount, to * drawCount)
        .forEach((value, place) => expect(value).toBeCloseTo(alone.draws[place]!, 14));
    }
  });

  it("raw and weighted shares of the survey stand beside the parts and beside the wholes", () => {
    const { estimates } = ask({ by: ["state"], totals: true });
    expect(estimates!.raw!.weighted).toBeUndefined();
    const weighted = ask({
      by: ["state"],
      totals: true,
      surveyWeights: "w",
      data: survey,
    }).estimates!;
    const rows = cells.map(({ state }, row) => ({
      state,
      y: row % 4,
      n: 4 + (row % 3),
      w: 0.5 + (row % 5),
    }));
    for (const [area, labels] of weighted.areas.entries()) {
      const own = rows.filter(({ state }) => labels[0] === "(all)" || labels[0] === state);
      const share = (weigh: (row: (typeof rows)[number]) => number): number =>
        own.reduce((sum, row) => sum + weigh(row) * row.y, 0) /
        own.reduce((sum, row) => sum + weigh(row) * row.n, 0);
      expect(weighted.raw!.share[area]).toBeCloseTo(
        share(() => 1),
        12,
      );
      expect(weighted.raw!.weighted![area]).toBeCloseTo(
        share(({ w }) => w),
        12,
      );
    }
    expect(weighted.table.columns.map(({ name }) => name)).toEqual([
      "state",
      "population",
      "mean",
      "sd",
      "median",
      "q05",
      "q95",
      "raw",
      "weighted",
      "n",
    ]);
  });

  it("the table says how it is drawn: the column with the most areas lies along the picture", () => {
    expect(ask({ by: ["age", "state"] }).estimates!.table.chart).toEqual({
      shape: "intervals",
      x: "state",
      panel: "age",
      y: "mean",
      lower: "q05",
      upper: "q95",
      beside: "raw",
    });
    expect(ask({ by: [] }).estimates!.table.chart).toBeUndefined();
  });

  it("weights that the data lacks, or that are no weights, are errors; missing ones are noted", () => {
    const rows = cells.map((_, row) => row);
    const odd = (weight: number | null) => ({
      ...survey,
      columns: table({ w: rows.map((row) => (row === 3 ? weight : 1)) }, "w").columns.concat(
        survey.columns.filter(({ name }) => name !== "w"),
      ),
    });
    expect(ask({ surveyWeights: "w", data: odd(-1) }).codes).toEqual(["bad-argument"]);
    expect(ask({ surveyWeights: "w", data: odd(null) }).codes).toEqual(["missing-left-out"]);
    expect(ask({ surveyWeights: "v", data: survey }).codes).toEqual(["unknown-column"]);
    expect(ask({ surveyWeights: "state", data: survey }).codes).toEqual(["not-a-number"]);
  });
});

import { describe, expect, it } from "vitest";
import {
  describe as describeSample,
  frameFromColumns,
  ModelError,
  rake,
} from "../../../src/index.js";
import type { DescribeOptions } from "../../../src/index.js";
import { frame, sample } from "./golden.js";

const cells = frameFromColumns("cells", {
  age: ["young", "young", "old", "odd"],
  sex: ["f", "m", "f", "m"],
  n: [10, 20, 60, 10],
  w: [2, 2, 0.5, 1],
});
const census = frameFromColumns("census", {
  age: ["young", "old", "infant"],
  sex: ["f", "m", "m"],
  N: [500, 400, 100],
});

describe("a sample beside its population", () => {
  it("has the shares of every level of either side, differences and ratios", () => {
    const { columns, rows } = describeSample(cells, census, { by: "age", weight: "N", count: "n" });
    expect(columns.map(({ name }) => name)).toEqual([
      "variable",
      "level",
      "respondents",
      "sample",
      "population",
      "difference",
      "ratio",
    ]);
    expect(rows.map(([, level, ...numbers]) => [level, ...numbers])).toEqual([
      ["infant", 0, 0, 0.1, -0.1, 0],
      ["old", 60, 0.6, 0.4, 0.6 - 0.4, 0.6 / 0.4],
      ["young", 30, 0.3, 0.5, 0.3 - 0.5, 0.6],
      ["odd", 10, 0.1, 0, 0.1, null],
    ]);
  });

  it("has weighted shares beside the raw ones where there are weights", () => {
    const { rows, notes, chart } = describeSample(cells, census, {
      by: ["sex"],
      weight: "N",
      count: "n",
      survey_weight: "w",
    });
    const [female] = rows;
    expect(female!.slice(7)).toEqual([0.5, 0, 1]);
    expect(notes[0]).toContain("sex 20.0 %, weighted 0.0 %");
    expect(chart).toMatchObject({ y: "weighted", beside: "population", panel: "variable" });
  });

  it("is the population once it is raked to it", () => {
    const { data } = rake(sample, frame, { by: ["age", "edu"], weight: "N", base: "w" });
    const { rows } = describeSample(data, frame, {
      by: ["age", "edu", "age:edu"],
      weight: "N",
      survey_weight: "weight",
    });
    expect(rows).toHaveLength(4 + 3 + 12);
    for (const row of rows.slice(0, 7)) expect(row[8]).toBeCloseTo(0, 8);
    expect(rows.slice(7).some((row) => Math.abs(row[8] as number) > 1e-3)).toBe(true);
  });

  it("has an outcome's means by level, rows weighing as respondents and as people", () => {
    const asked = frameFromColumns("asked", {
      age: ["young", "young", "old", "odd"],
      n: [1, 3, 5, 1],
      yes: [1, 0, 1, 1],
    });
    const full = frameFromColumns("full", {
      age: ["young", "old", "old"],
      N: [50.5, 30, 10],
      yes: [0.5, 0.5, 0.9],
    });
    const options = { by: "age", weight: "N", count: "n", outcome: "yes" };
    const { columns, rows, chart } = describeSample(asked, full, options);
    expect(columns.map(({ name }) => name)).toEqual([
      "variable",
      "level",
      "respondents",
      "sample",
      "se",
      "population",
      "difference",
    ]);
    expect(rows.map(([, level, n, mean, , truth]) => [level, n, mean, truth])).toEqual([
      ["old", 5, 1, 0.6],
      ["young", 4, 0.25, 0.5],
      ["odd", 1, 1, null],
    ]);
    // sqrt(10 / 9 * (1 * .75² + 3 * .25²)) / 4
    expect(rows[1]![4]).toBeCloseTo(0.2282177, 7);
    expect(chart).toMatchObject({ shape: "points", beside: "population", panel: "variable" });
  });

  it("of a factor has shares by condition, and no mean", () => {
    const people = frameFromColumns("people", { sex: ["f", "m", "f"], vote: ["a", "b", "b"] });
    const { rows } = describeSample(people, people, { by: "sex", outcome: "vote == 'b'" });
    expect(rows.map((row) => [row[3], row[6]])).toEqual([
      [0.5, 0],
      [1, 0],
    ]);
    expect(() => describeSample(people, people, { by: "sex", outcome: "vote" })).toThrow(
      "`vote` has levels and no mean",
    );
  });

  it.each<[string, DescribeOptions, string[]]>([
    ["a variable that neither has", { by: "agee", weight: "N" }, ["unknown-column"]],
    ["a variable that the sample lacks", { by: "N", weight: "N" }, ["unknown-column"]],
    ["a weight that is absent", { by: "age", weight: "n" }, ["unknown-column"]],
    ["counts that are none", { by: "age", weight: "N", count: "w" }, ["bad-weight"]],
  ])("is not made of %s", (_, options, codes) => {
    try {
      describeSample(cells, census, options);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).diagnostics.map(({ code }) => code)).toEqual(codes);
    }
  });
});

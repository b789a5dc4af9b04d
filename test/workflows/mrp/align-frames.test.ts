import { describe, expect, it } from "vitest";
import { compile, frameFromColumns } from "../../../src/index.js";
import type { DataCell, DataFrame } from "../../../src/index.js";
import { readTable } from "../../../src/data/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { Cell } from "../../../src/posterior/result-table.js";
import { alignFrames } from "../../../src/workflows/mrp/index.js";
import { readShared, sharedIsHere } from "../../reference/shared-data.js";

type Columns = Readonly<Record<string, readonly DataCell[]>>;

function align(
  formula: string,
  survey: DataFrame,
  frame: DataFrame,
  by: readonly string[],
  weight = "N",
): Cell[][] {
  const { spec } = compile(formula, survey, { family: "binomial" });
  const sink = collectDiagnostics();
  const table = alignFrames(spec, survey, frame, { by, weight }, sink);
  return table!.rows.map((row) => [...row]);
}

function alignColumns(survey: Columns, frame: Columns, formula = "p(y, n) ~ (1 | area)"): Cell[][] {
  return align(formula, frameFromColumns("survey", survey), frameFromColumns("frame", frame), [
    "area",
  ]);
}

const names = Array.from({ length: 20 }, (_, place) => `area${String(place + 1).padStart(2, "0")}`);
const sizes = names.map((_, place) => 1000 * 1.3 ** place);

/** A survey with respondents in proportion to sizes, whose names may be moved along. */
function surveyOf(labels: readonly DataCell[], counts: readonly number[]): Columns {
  return { area: labels, n: counts, y: counts.map((count) => Math.floor(count / 2)) };
}

describe("the alignment report", () => {
  it("suggests the recode of a level that the other side spells otherwise", () => {
    const rows = alignColumns(
      { area: ["north", "Suoth", "East"], n: [5, 6, 7], y: [1, 2, 3] },
      { area: ["North", "South", "East"], N: [10, 20, 30] },
    );
    expect(rows.filter(([check]) => check === "level only in the survey")).toEqual([
      ["level only in the survey", "area", "north", 5, 'recode(survey, area, {"north": "North"})'],
      ["level only in the survey", "area", "Suoth", 6, 'recode(survey, area, {"Suoth": "South"})'],
    ]);
  });

  it("says how many respondents an area without any would have in a fair sample", () => {
    const [, row] = alignColumns(
      { area: ["A", "B"], n: [100, 100], y: [1, 2] },
      { area: ["A", "B", "C"], N: [10, 10, 20] },
    );
    expect(row).toEqual([
      "area without respondents",
      "area",
      "C",
      20,
      "about 100 in a fair sample",
    ]);
  });

  it("counts the cells with people that no respondent stands for", () => {
    const rows = alignColumns(
      { area: ["A", "A", "B"], sex: ["f", "m", "f"], n: [5, 0, 5], y: [1, 0, 2] },
      { area: ["A", "A", "B", "B"], sex: ["f", "m", "f", "m"], N: [10, 20, 30, 40] },
      "p(y, n) ~ sex + (1 | area)",
    );
    expect(rows).toContainEqual([
      "cells without respondents",
      "sex, area",
      "",
      2,
      "60.0 % of the people, of 4 cells in all",
    ]);
  });

  it("names the areas that lack a predictor", () => {
    const rows = alignColumns(
      { area: ["A", "B"], vote: [0.4, 0.6], n: [5, 5], y: [1, 2] },
      { area: ["A", "B", "B"], vote: [0.4, null, null], N: [10, 20, 30] },
      "p(y, n) ~ vote + (1 | area)",
    );
    expect(rows).toContainEqual(["area without predictor", "vote", "area B", 2, null]);
  });

  it("finds codes that stand against names", () => {
    const [first] = alignColumns(surveyOf([1, 2, 4], [3, 3, 3]), {
      area: ["Alabama", "Alaska", "Arizona"],
      N: [1, 1, 1],
    });
    expect(first?.[0]).toBe("codes on one side, names on the other");
    expect(first?.[4]).toContain("the survey's codes by its own code book");
  });

  it("finds codes that were counted through where the other side's have gaps", () => {
    const codes = [1, 2, 4, 5, 6, 8, 9, 10];
    const [first] = alignColumns(
      surveyOf(
        codes.map((_, place) => place + 1),
        codes,
      ),
      { area: codes, N: codes },
    );
    expect(first?.[0]).toBe("codes counted through on one side only");
    expect(first?.[4]).toContain("the frame skips `3` and `7`");
  });

  it("finds areas whose sizes have nothing to do with the population's", () => {
    const counts = sizes.map((size) => Math.round(size / 50));
    const shuffled = names.map((_, place) => names[(7 * place + 3) % 20]!);
    const frame = { area: names, N: sizes };
    const unrelated = (labels: readonly string[], respondents = counts): Cell[][] =>
      alignColumns(surveyOf(labels, respondents), frame).filter(
        ([check]) => check === "area sizes unrelated",
      );
    expect(unrelated(names)).toEqual([]);
    expect(unrelated(shuffled)).toHaveLength(1);
    expect(unrelated(shuffled)[0]?.[4]).toMatch(/^rank correlation -?0\.\d\d over 20 areas/u);
    // A survey may have taken as many from every area.
    expect(
      unrelated(
        shuffled,
        names.map((_, place) => 50 + (place % 3)),
      ),
    ).toEqual([]);
  });
});

describe.skipIf(!sharedIsHere)("the alignment report of CCES 2018", () => {
  const read = (file: string): DataFrame =>
    readTable(
      readShared(`data/cces2018/${file}.csv.gz`),
      { file: `${file}.csv`, name: file, clauses: [] },
      collectDiagnostics(),
    )!;
  const findings = (file: string): Cell[][] => {
    const formula = "p(abortion, n) ~ male + (1 | state) + (1 | eth) + (1 | age) + (1 | edu)";
    return align(formula, read(file), read("poststrat"), ["state"], "n");
  };

  it("suspects the labels of states that were counted through FIPS codes", () => {
    const rows = findings("biased_sample_cells");
    expect(rows).toContainEqual([
      "area sizes unrelated",
      "state",
      "",
      null,
      "rank correlation -0.17 over 45 areas: are the survey's labels those of the frame?",
    ]);
    const silent = rows.filter(([check]) => check === "area without respondents");
    expect(silent.map(([, , state]) => state)).toEqual(["AZ", "CT", "HI", "IN", "TX"]);
    expect(silent.at(-1)?.[4]).toMatch(/^about \d\d\d in a fair sample$/u);
  });

  it("suspects nothing of the correct ones", () => {
    const checks = findings("biased_sample_cells_true_states").map(([check]) => check);
    expect(checks).toEqual(["cells without population", "cells without respondents"]);
  });
});

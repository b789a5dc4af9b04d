import { describe, expect, it } from "vitest";
import { frameFromColumns, ModelError, weightedEstimates } from "../../../src/index.js";
import type { ResultTable } from "../../../src/index.js";
import { readTable } from "../../../src/data/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import { readShared, sharedIsHere } from "../../reference/shared-data.js";
import { golden, relativeGap, sample } from "./golden.js";

function numbersIn({ columns, rows }: ResultTable, name: string): number[] {
  const place = columns.findIndex((column) => column.name === name);
  return rows.map((row) => row[place] as number);
}

function expectEstimates(
  table: ResultTable,
  theirs: { readonly mean: readonly number[]; readonly se: readonly number[] },
): void {
  expect(relativeGap(numbersIn(table, "weighted"), theirs.mean)).toBeLessThan(1e-12);
  expect(relativeGap(numbersIn(table, "se"), theirs.se)).toBeLessThan(1e-8);
}

describe("weighted estimates", () => {
  it("have the means and standard errors of R's svymean, missing values left out", () => {
    expectEstimates(weightedEstimates(sample, "y", { weight: "w" }), golden.mean_y);
    expectEstimates(weightedEstimates(sample, "x", { weight: "w" }), golden.mean_x);
  });

  it("have those of svyby by area", () => {
    const options = { weight: "w", by: "state" };
    expectEstimates(weightedEstimates(sample, "y", options), golden.by_state);
    expectEstimates(weightedEstimates(sample, "x", options), golden.by_state_x);
  });

  it("are shares of every level of a factor", () => {
    const table = weightedEstimates(sample, "edu", { weight: "w" });
    expect(table.rows.map(([level]) => level)).toEqual(golden.levels_edu);
    expectEstimates(table, golden.share_edu);
    const [college] = weightedEstimates(sample, 'edu == "College"', { weight: "w" }).rows;
    expect(college).toEqual(table.rows[0]!.slice(1));
  });

  it("of cells are those of their respondents", () => {
    const cells = frameFromColumns("cells", {
      area: ["A", "B"],
      y: [2, 1],
      n: [5, 1],
      w: [1.5, 3],
    });
    const people = frameFromColumns("people", {
      area: ["A", "A", "A", "A", "A", "B"],
      y: [1, 1, 0, 0, 0, 1],
      w: [1.5, 1.5, 1.5, 1.5, 1.5, 3],
    });
    for (const by of [[], ["area"]]) {
      const ours = weightedEstimates(cells, "p(y, n)", { weight: "w", by });
      const theirs = weightedEstimates(people, "y", { weight: "w", by });
      for (const name of ["weighted", "respondents", "effective"])
        expect(numbersIn(ours, name)).toEqual(numbersIn(theirs, name));
      expect(numbersIn(ours, "se")[0]).toBeCloseTo(numbersIn(theirs, "se")[0]!, 14);
    }
  });

  it("have no standard error from a single respondent, and no row for an area without any", () => {
    const few = frameFromColumns("few", {
      area: ["A", "A", "B", "C"],
      y: [1, 0, 1, null],
    });
    const { rows } = weightedEstimates(few, "y", { by: "area" });
    expect(rows.map(([area, mean, se]) => [area, mean, typeof se])).toEqual([
      ["A", 0.5, "number"],
      ["B", 1, "object"],
    ]);
  });

  it("say what their standard errors leave out, and how they are drawn", () => {
    const { notes, chart } = weightedEstimates(sample, "y", { weight: "w", by: "state" });
    expect(notes[0]).toContain("strata, clusters and the gain of raking are not in them");
    expect(chart).toMatchObject({ shape: "intervals", x: "state", y: "weighted" });
  });

  it.each([
    ["a column that is absent", "z", {}, "unknown-column"],
    ["a weight that is absent", "y", { weight: "ww" }, "unknown-column"],
    ["an area that is absent", "y", { by: "stat" }, "unknown-column"],
    ["missing weights", "y", { weight: "x" }, "bad-weight"],
    ["more successes than trials", "p(male, y)", {}, "bad-weight"],
    ["counts twice", "p(y, male)", { count: "male" }, "bad-argument"],
    ["a formula that does not end", "p(y, ", {}, "syntax-error"],
  ])("refuse %s", (_, outcome, options, code) => {
    try {
      weightedEstimates(sample, outcome, options);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).diagnostics.map((diagnostic) => diagnostic.code)).toContain(
        code,
      );
    }
  });
});

describe.skipIf(!sharedIsHere)("weighted estimates of Californian schools", () => {
  it("are those of svymean and svyby with the stratified sample's weights alone", () => {
    const schools = readTable(
      readShared("data/api/apistrat.csv"),
      { file: "apistrat.csv", name: "schools", clauses: [] },
      collectDiagnostics(),
    )!;
    // From R 4.2's survey 4.1, svydesign(ids = ~1, weights = ~pw): strata are not in the standard errors.
    expectEstimates(weightedEstimates(schools, "api00", { weight: "pw" }), {
      mean: [662.2873631593208],
      se: [9.585428876373125],
    });
    expectEstimates(weightedEstimates(schools, "api00", { weight: "pw", by: "stype" }), {
      mean: [674.43, 625.82, 636.6],
      se: [12.49343349131895, 15.34078388646605, 16.50238904586562],
    });
  });
});

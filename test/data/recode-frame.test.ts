import { describe, expect, it } from "vitest";
import { frameFromColumns, recode } from "../../src/index.js";
import type { ModelError } from "../../src/index.js";
import { findColumn } from "../../src/data/index.js";
import type { Column, DataFrame } from "../../src/data/index.js";
import { frameToCsv } from "../../src/report/index.js";

const survey = frameFromColumns("survey", {
  edu: ["HS", "GED", "College", null],
  region: [1, 2, 9, 1],
});

function columnOf(frame: DataFrame, name: string): Column {
  return findColumn(frame, name)!;
}

describe("recoding a column", () => {
  it("renames values, puts some together and leaves the others", () => {
    const recoded = recode(survey, "edu", { GED: "HS", College: "4-Year" });
    expect(frameToCsv(recoded)).toBe("edu,region\nHS,1\nHS,2\n4-Year,9\n,1\n");
    expect(columnOf(recoded, "edu")).toMatchObject({ levels: ["4-Year", "HS"] });
  });

  it("keeps the order of declared levels", () => {
    const edu = columnOf(survey, "edu");
    const declared = { ...edu, levels: ["GED", "HS", "College"], declared: true, ordered: true };
    const codes = Int32Array.of(1, 0, 2, -1);
    const frame = { ...survey, columns: [{ ...declared, codes } as Column] };
    expect(columnOf(recode(frame, "edu", { GED: "none", College: "HS" }), "edu")).toMatchObject({
      levels: ["none", "HS"],
      codes: Int32Array.of(1, 0, 1, -1),
      ordered: true,
    });
  });

  it("names numbers, changes them and makes them missing", () => {
    const named = recode(survey, "region", { 1: "North", "2.0": "South" });
    expect(columnOf(named, "region")).toMatchObject({ levels: ["9", "North", "South"] });
    const changed = recode(survey, "region", { 9: null, 1: -1 });
    expect(columnOf(changed, "region")).toMatchObject({ values: Float64Array.of(-1, 2, NaN, -1) });
  });

  it("refuses values that are not there, with the nearest, and absent columns", () => {
    const codes = (run: () => unknown): string[] => {
      try {
        run();
        return [];
      } catch (error) {
        const { diagnostics } = error as ModelError;
        return diagnostics.map(({ code, help }) => `${code}: ${help ?? ""}`);
      }
    };
    expect(codes(() => recode(survey, "edu", { Colege: "HS", hs: "x" }))).toEqual([
      "unknown-level: did you mean `College`?",
      "unknown-level: did you mean `HS`?",
    ]);
    expect(codes(() => recode(survey, "region", { 1: 2, "1.0": 3 }))).toEqual(["bad-argument: "]);
    expect(codes(() => recode(survey, "educ", {}))).toEqual([
      "unknown-column: did you mean `edu`?",
    ]);
  });
});

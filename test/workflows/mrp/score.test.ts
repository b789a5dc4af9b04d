import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { DataFrame } from "../../../src/data/index.js";
import type { Cell, ResultTable } from "../../../src/posterior/result-table.js";
import { score } from "../../../src/workflows/mrp/index.js";
import type { ScoreOptions } from "../../../src/workflows/mrp/index.js";
import { codes, table } from "../../data/support/tables.js";

const estimates: ResultTable = {
  kind: "table",
  columns: ["state", "mean", "q05", "q95", "raw", "n"].map((name) => ({
    name,
    format: name === "state" ? "text" : "number",
  })),
  rows: [
    ["CA", 0.5, 0.45, 0.55, 0.7, 10],
    ["NY", 0.6, 0.5, 0.7, 0.6, 5],
    ["WY", 0.3, 0.1, 0.5, null, 0],
  ],
  notes: [],
};
const truth = table({ state: ["WY", "CA", "NY"], truth: [0.4, 0.6, 0.65] });

function ask(
  frame: DataFrame,
  options: Partial<ScoreOptions> = {},
): { rows: Record<string, Cell>[] | undefined; codes: string[] } {
  const sink = collectDiagnostics();
  const result = score(estimates, frame, { by: ["state"], ...options }, sink);
  const named = result?.rows.map((row) =>
    Object.fromEntries(result.columns.map(({ name }, position) => [name, row[position]!])),
  );
  return { rows: named, codes: codes(sink) };
}

describe("score", () => {
  it("has the errors, coverage and width over all areas, and the ratio over those with a raw share", () => {
    const { rows, codes: reported } = ask(truth);
    expect(reported).toEqual([]);
    const [mean, raw] = rows!;
    expect(mean).toMatchObject({ estimate: "mean", areas: 3, nominal: 0.9 });
    expect(mean!["mae"]).toBeCloseTo(0.25 / 3, 12);
    expect(mean!["rmse"]).toBeCloseTo(Math.sqrt((0.01 + 0.0025 + 0.01) / 3), 12);
    expect(mean!["coverage"]).toBeCloseTo(2 / 3, 12);
    expect(mean!["width"]).toBeCloseTo(0.7 / 3, 12);
    expect(mean!["ratio"]).toBeCloseTo(1, 12);
    expect(mean!["improved"]).toBe(0);
    expect(raw).toMatchObject({ estimate: "raw", areas: 2 });
    expect(raw!["mae"]).toBeCloseTo(0.075, 12);
  });

  it("takes raw shares of the truth's table when asked", () => {
    const { rows } = ask(
      table({ state: ["CA", "NY", "WY"], truth: [0.6, 0.65, 0.4], own: [0.9, 0.95, 0.7] }),
      { raw: "own" },
    );
    expect(rows![1]).toMatchObject({ estimate: "raw", areas: 3 });
    expect(rows![1]!["mae"]).toBeCloseTo(0.3, 12);
    expect(rows![0]!["improved"]).toBe(1);
  });

  it("finds the truth by its name or as the only numeric column", () => {
    const only = table({ state: ["CA", "NY", "WY"], share: [0.6, 0.65, 0.4] });
    expect(ask(only).rows![0]!["areas"]).toBe(3);
    const several = table({ state: ["CA"], a: [1], b: [2] });
    expect(ask(several).codes).toEqual(["unknown-column"]);
    expect(ask(several, { truth: "a" }).rows![0]!["areas"]).toBe(1);
  });

  it("names areas that stand on one side only", () => {
    const sink = collectDiagnostics();
    const partial = table({ state: ["CA", "NY", "TX"], truth: [0.6, null, 0.1] });
    score(estimates, partial, { by: ["state"] }, sink);
    expect(sink.diagnostics.map(({ message }) => message)).toEqual([
      "2 areas without a truth are not scored: `NY` and `WY`",
      "1 area without an estimate is not scored: `TX`",
    ]);
  });

  it.each([
    [table({ state: ["CA", "CA"], truth: [1, 2] }), {}, ["key-not-unique"]],
    [table({ stat: ["CA"], truth: [1] }), {}, ["unknown-column"]],
    [table({ state: ["CA"], truth: ["x"] }), {}, ["not-a-number"]],
    [truth, { estimate: "mode" }, ["unknown-column"]],
    [truth, { truth: "tru" }, ["unknown-column"]],
    [truth, { raw: "tru" }, ["unknown-column"]],
    [
      table({ state: ["TX"], truth: [1] }),
      {},
      ["area-without-partner", "area-without-partner", "no-rows"],
    ],
  ])("refuses what cannot be scored (%#)", (frame, options, expected) => {
    const { rows, codes: reported } = ask(frame, options);
    expect(rows).toBeUndefined();
    expect(reported).toEqual(expected);
  });

  it("numeric areas match by value", () => {
    const byYear: ResultTable = {
      kind: "table",
      columns: [
        { name: "year", format: "text" },
        { name: "mean", format: "number" },
      ],
      rows: [
        ["2018", 1],
        ["0.5", 2],
      ],
      notes: [],
    };
    const result = score(
      byYear,
      table({ year: [0.5, 2018], truth: [2, 2] }),
      { by: ["year"] },
      collectDiagnostics(),
    );
    expect(result?.rows[0]?.slice(0, 3)).toEqual(["mean", 2, 0.5]);
  });
});

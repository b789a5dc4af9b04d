import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameFromColumns, readTable } from "../../src/data/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { frameToCsv, tableToCsv } from "../../src/report/index.js";

const read = (csv: string) =>
  readTable(
    new TextEncoder().encode(csv),
    { file: "t.csv", name: "t", clauses: [] },
    collectDiagnostics(),
  );

describe("comma-separated output", () => {
  it("has full precision, empty cells for what is missing and no title or notes", () => {
    const csv = tableToCsv({
      kind: "table",
      title: "title",
      columns: [
        { name: "area", format: "text" },
        { name: "mean", format: "number" },
      ],
      rows: [
        ["A", 1 / 3],
        ['B, "C"', null],
      ],
      notes: ["note"],
    });
    expect(csv).toBe('area,mean\nA,0.3333333333333333\n"B, ""C""",\n');
  });

  it("makes text that a spreadsheet would run harmless, but not numbers", () => {
    const frame = frameFromColumns(
      "t",
      { x: ["=1+1", "@cmd", "-0.5", "+a", "-b", "plain"] },
      collectDiagnostics(),
    );
    expect(frameToCsv(frame!).split("\n").slice(1, 7)).toEqual([
      "'=1+1",
      "'@cmd",
      "-0.5",
      "'+a",
      "'-b",
      "plain",
    ]);
  });

  it("reads back as the same numbers and names", () => {
    const cell = fc.record({
      name: fc
        .string({ unit: "grapheme", maxLength: 8 })
        .map((name) => `v${name.replaceAll(/[\p{Cc}\u2028\u2029\ufeff]/gu, "")}`.trim()),
      value: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const names = cells.map(({ name }) => name);
        const values = cells.map(({ value }) => value);
        const frame = frameFromColumns("t", { name: names, value: values }, collectDiagnostics());
        const back = read(frameToCsv(frame!));
        expect(back && frameToCsv(back)).toBe(frameToCsv(frame!));
      }),
      { numRuns: 60 },
    );
  });
});

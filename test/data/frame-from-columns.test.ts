import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import {
  describeFrame,
  frameFromColumns,
  frameFromRows,
  summariseFrame,
} from "../../src/data/index.js";
import { cells, codes, table } from "./support/tables.js";

describe("tables from values of a program", () => {
  it("numbers and booleans are numeric, text is a factor, null and undefined are missing", () => {
    const frame = table({ x: [1, null, 3], b: [true, false, undefined], g: ["z", "a", null] });
    expect(cells(frame, "x")).toEqual([1, NaN, 3]);
    expect(cells(frame, "b")).toEqual([1, 0, NaN]);
    expect(cells(frame, "g")).toEqual(["z", "a", undefined]);
    expect(frame.columns[2]).toMatchObject({ levels: ["a", "z"] });
  });

  it("rows of objects become columns, absent keys missing, whatever the keys are called", () => {
    const rows = [JSON.parse('{"__proto__": 1, "a": 2}'), { a: 3, b: "x" }] as Record<
      string,
      number | string
    >[];
    const frame = frameFromRows("t", rows, collectDiagnostics());
    expect(cells(frame, "a")).toEqual([2, 3]);
    expect(cells(frame, "b")).toEqual([undefined, "x"]);
    expect(cells(frame, "__proto__")).toEqual([1, NaN]);
  });

  it("refuses no rows, unequal lengths and infinities", () => {
    const sink = collectDiagnostics();
    expect(frameFromColumns("t", {}, sink)).toBeUndefined();
    expect(frameFromColumns("t", { a: [1, 2], b: [1] }, sink)).toBeUndefined();
    expect(frameFromColumns("t", { a: [1, Infinity] }, sink)).toBeUndefined();
    expect(codes(sink)).toEqual(["no-rows", "ragged-row", "number-out-of-range"]);
  });
});

describe("what a table holds", () => {
  const frame = table({ x: [1, 2, 3, null], g: ["b", "a", "b", null] });

  it("in words", () => {
    expect(describeFrame(frame)).toBe("4 rows; x number, g factor(2)");
    expect(describeFrame(table({ x: Array<number>(12000).fill(0) }))).toBe("12,000 rows; x number");
  });

  it("as facts", () => {
    expect(summariseFrame(frame)).toEqual([
      {
        name: "x",
        type: "number",
        missing: 1,
        numbers: { mean: 2, sd: 1, minimum: 1, maximum: 3 },
      },
      {
        name: "g",
        type: "factor",
        missing: 1,
        levels: [
          { level: "a", rows: 1 },
          { level: "b", rows: 2 },
        ],
      },
    ]);
  });
});

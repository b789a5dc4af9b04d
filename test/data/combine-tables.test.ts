import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import {
  deriveFrame,
  filterFrame,
  groupFrame,
  joinFrames,
  readTable,
  sortFrame,
} from "../../src/data/index.js";
import type { DataFrame } from "../../src/data/index.js";
import { cells, codes, definitions, expression, names, table } from "./support/tables.js";

function read(text: string, name = "t"): DataFrame {
  const sink = collectDiagnostics();
  const bytes = new TextEncoder().encode(text);
  const frame = readTable(bytes, { file: `${name}.csv`, name, clauses: [] }, sink);
  if (frame === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return frame;
}

describe("join", () => {
  const left = table({ state: ["CA", "NY", "CA"], year: [1, 1, 2], y: [5, 6, 7] }, "left");

  it("brings the columns of each row's partner", () => {
    const right = table({ state: ["NY", "CA"], pop: [19, 39], region: ["E", "W"] }, "right");
    const sink = collectDiagnostics();
    const joined = joinFrames(left, right, names("state"), "j", sink);
    expect(sink.diagnostics).toEqual([]);
    expect(joined?.columns.map(({ name }) => name)).toEqual([
      "state",
      "year",
      "y",
      "pop",
      "region",
    ]);
    expect(cells(joined, "pop")).toEqual([39, 19, 39]);
    expect(cells(joined, "region")).toEqual(["W", "E", "W"]);
  });

  it("joins by several keys, and by numbers whatever their spelling", () => {
    const right = read("year,state,v\n2.0,CA,1\n1,CA,2\n1e0,NY,3\n", "right");
    const joined = joinFrames(left, right, names("state", "year"), "j", collectDiagnostics());
    expect(cells(joined, "v")).toEqual([2, 3, 1]);
  });

  it("matches a number with the same number held as text", () => {
    const numbers = table({ male: [-0.5, 0.5], w: [1, 2] }, "right");
    const texts = table({ male: ["0.5", "-0.50"] }, "left");
    const joined = joinFrames(texts, numbers, names("male"), "j", collectDiagnostics());
    expect(cells(joined, "w")).toEqual([2, 1]);
  });

  it("keeps the lines of the left table", () => {
    const origin = read("state\nNY\nCA\n", "cells");
    const right = table({ state: ["CA", "NY"], v: [1, 2] });
    const joined = joinFrames(origin, right, names("state"), "j", collectDiagnostics());
    expect(Array.from(joined?.origin?.lines ?? [])).toEqual([2, 3]);
  });

  it("refuses a right table with a key in several rows and names both lines", () => {
    const right = read("state,v\nCA,1\nNY,2\nCA,3\n", "right");
    const sink = collectDiagnostics();
    expect(joinFrames(left, right, names("state"), "j", sink)).toBeUndefined();
    expect(codes(sink)).toEqual(["key-not-unique"]);
    expect(sink.diagnostics[0]?.message).toMatch(/line 2 of right.csv and line 4/);
  });

  it("refuses keys without a partner, up to five of them by name", () => {
    const many = table({ k: ["a", "b", "c", "d", "e", "f", "g"] }, "left");
    const sink = collectDiagnostics();
    expect(
      joinFrames(many, table({ k: ["a"], v: [1] }, "right"), names("k"), "j", sink),
    ).toBeUndefined();
    expect(sink.diagnostics[0]?.message).toMatch(/6 keys.*`k = b`.*`k = f` and 1 more/);
  });

  it("notes keys of the right table that nothing asks for", () => {
    const right = table({ state: ["NY", "CA", "TX"], v: [1, 2, 3] }, "right");
    const sink = collectDiagnostics();
    expect(joinFrames(left, right, names("state"), "j", sink)).toBeDefined();
    expect(sink.diagnostics).toMatchObject([{ code: "key-unused", severity: "note" }]);
  });

  it("keeps a shared column that agrees, and names the first row of one that does not", () => {
    const agreeing = table({ state: ["NY", "CA"], pop: [19, 39] });
    const with_pop = table({ state: ["CA", "NY"], pop: [39, 19] }, "left");
    expect(
      cells(joinFrames(with_pop, agreeing, names("state"), "j", collectDiagnostics()), "pop"),
    ).toEqual([39, 19]);
    const other = table({ state: ["NY", "CA"], pop: [20, 39] }, "right");
    const sink = collectDiagnostics();
    expect(joinFrames(with_pop, other, names("state"), "j", sink)).toBeUndefined();
    expect(sink.diagnostics).toMatchObject([
      { code: "columns-disagree", expected: "`19`, as in `left`", found: "`20` in row 1" },
    ]);
  });

  it("reports an unknown key for each table that lacks it", () => {
    const sink = collectDiagnostics();
    joinFrames(left, table({ stat: ["CA"] }, "right"), names("state"), "j", sink);
    expect(sink.diagnostics).toMatchObject([
      { code: "unknown-column", help: "did you mean `stat`?" },
    ]);
  });

  it("is the look-up of each row's key, whatever the keys", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "1:", "a,b", "constructor"));
    const rows = fc.array(fc.tuple(key, key), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const distinct = [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
        const right = table({
          a: distinct.map(([a]) => a),
          b: distinct.map(([, b]) => b),
          v: distinct.map((_, i) => i),
        });
        const mine = table({ a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) });
        const joined = joinFrames(mine, right, names("a", "b"), "j", collectDiagnostics());
        const found = cells(joined, "v").map((v) => distinct[v as number]);
        expect(found).toEqual(pairs);
      }),
    );
  });
});

describe("group", () => {
  const data = table({
    g: ["b", "a", "b", "a", null],
    h: [2, 10, 2, 9, 2],
    y: [1, 2, 3, 4, 5],
    n: [2, 2, 4, null, 8],
  });

  it("has one row per combination, in level order, with the levels kept", () => {
    const sink = collectDiagnostics();
    const grouped = groupFrame(
      data,
      names("g", "h"),
      definitions({
        share: "sum(y) / max(sum(n), 1)",
        rows: "count()",
        top: "max(y)",
        half: "mean(y) / 2",
      }),
      { name: "by_g" },
      sink,
    );
    expect(cells(grouped, "g")).toEqual(["a", "a", "b"]);
    expect(cells(grouped, "h")).toEqual([9, 10, 2]);
    expect(cells(grouped, "rows")).toEqual([1, 1, 2]);
    expect(cells(grouped, "top")).toEqual([4, 2, 3]);
    expect(cells(grouped, "half")).toEqual([2, 1, 1]);
    expect(cells(grouped, "share")).toEqual([4, 1, 4 / 6]);
  });

  it("leaves missing keys and values out, with a note for each", () => {
    const sink = collectDiagnostics();
    const grouped = groupFrame(
      data,
      names("g"),
      definitions({ n: "sum(n)", m: "mean(n)", s: "sd(y)", f: "first(y)", q: "median(y)" }),
      { name: "x" },
      sink,
    );
    expect(cells(grouped, "n")).toEqual([2, 6]);
    expect(cells(grouped, "m")).toEqual([2, 3]);
    expect(cells(grouped, "s")).toEqual([Math.SQRT2, Math.SQRT2]);
    expect(cells(grouped, "f")).toEqual([2, 1]);
    expect(cells(grouped, "q")).toEqual([3, 2]);
    expect(codes(sink)).toEqual(["missing-left-out", "missing-left-out", "missing-left-out"]);
  });

  it("without keys is one row", () => {
    const grouped = groupFrame(
      data,
      [],
      definitions({ total: "sum(y)" }),
      { name: "x" },
      collectDiagnostics(),
    );
    expect(cells(grouped, "total")).toEqual([15]);
  });

  it("completed has all combinations of values that occur, missing keys left out as ever", () => {
    const sink = collectDiagnostics();
    const aggregates = definitions({ rows: "count()", y: "sum(y)", m: "mean(y)" });
    const options = { name: "x", complete: true };
    const grouped = groupFrame(data, names("g", "h"), aggregates, options, sink);
    expect(cells(grouped, "g")).toEqual(["a", "a", "a", "b", "b", "b"]);
    expect(cells(grouped, "h")).toEqual([2, 9, 10, 2, 9, 10]);
    expect(cells(grouped, "rows")).toEqual([0, 1, 1, 2, 0, 0]);
    expect(cells(grouped, "y")).toEqual([0, 4, 2, 4, 0, 0]);
    expect(cells(grouped, "m")).toEqual([NaN, 4, 2, 2, NaN, NaN]);
    expect(codes(sink)).toEqual(["missing-left-out", "undefined-result"]);
  });

  it("refuses more combinations than a table can hold", () => {
    const many = Array.from({ length: 8000 }, (_, row) => row);
    const frame = table({ a: many, b: many });
    const sink = collectDiagnostics();
    const options = { name: "x", complete: true };
    expect(groupFrame(frame, names("a", "b"), [], options, sink)).toBeUndefined();
    expect(sink.diagnostics[0]?.message).toBe("`a` and `b` have 64,000,000 combinations");
  });

  it("warns of a ratio that has no value", () => {
    const sink = collectDiagnostics();
    const empty = table({ g: ["a", "b"], y: [0, 1], n: [0, 2] });
    const grouped = groupFrame(
      empty,
      names("g"),
      definitions({ share: "sum(y) / sum(n)" }),
      { name: "x" },
      sink,
    );
    expect(cells(grouped, "share")).toEqual([NaN, 0.5]);
    expect(codes(sink)).toEqual(["undefined-result"]);
  });

  it.each([
    ["y", "unknown-column"],
    ["summ(y)", "unknown-function"],
    ["sum(y, n)", "bad-expression"],
    ["count(y)", "bad-expression"],
    ["sum(g)", "bad-expression"],
    ["normal(0, 1)", "bad-expression"],
  ])("refuses %s", (text, code) => {
    const sink = collectDiagnostics();
    const frame = table({ g: ["a"], y: [1], n: [1] });
    expect(
      groupFrame(frame, names("g"), definitions({ v: text }), { name: "x" }, sink),
    ).toBeUndefined();
    expect(codes(sink)).toEqual([code]);
  });

  it("sums of groups add up to the sum of the rows", () => {
    const row = fc.tuple(
      fc.constantFrom("a", "b", "c"),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -1000, max: 1000 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const frame = table({
          g: rows.map(([g]) => g),
          k: rows.map(([, k]) => k),
          y: rows.map(([, , y]) => y),
        });
        const grouped = groupFrame(
          frame,
          names("g", "k"),
          definitions({ total: "sum(y)", size: "count()" }),
          { name: "x" },
          collectDiagnostics(),
        );
        const sum = (values: unknown[]): number => (values as number[]).reduce((a, b) => a + b, 0);
        expect(sum(cells(grouped, "total"))).toBe(sum(rows.map(([, , y]) => y)));
        expect(sum(cells(grouped, "size"))).toBe(rows.length);
        const keys = cells(grouped, "g").map(
          (g, i) => `${String(g)} ${String(cells(grouped, "k")[i])}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe("filter and derive", () => {
  it("keeps the rows that meet the condition, with their lines, and notes missing ones", () => {
    const sink = collectDiagnostics();
    const kept = filterFrame(read("x,g\n1,a\n2,b\nNA,c\n4,d\n"), expression("x > 1"), "k", sink);
    expect(cells(kept, "g")).toEqual(["b", "d"]);
    expect(Array.from(kept?.origin?.lines ?? [])).toEqual([3, 5]);
    expect(sink.diagnostics).toMatchObject([{ code: "missing-left-out", location: { line: 4 } }]);
  });

  it("refuses a condition that nothing meets, and one that is text", () => {
    const sink = collectDiagnostics();
    expect(filterFrame(table({ x: [1] }), expression("x > 9"), "k", sink)).toBeUndefined();
    expect(filterFrame(table({ x: ["a"] }), expression("x"), "k", sink)).toBeUndefined();
    expect(codes(sink)).toEqual(["no-rows", "bad-expression"]);
  });

  it("derives columns one after the other and may replace one", () => {
    const derived = deriveFrame(
      table({ x: [1, 2] }),
      definitions({ y: "x + 1", x: "y * 10", z: "x + y" }),
      "d",
      collectDiagnostics(),
    );
    expect(cells(derived, "x")).toEqual([20, 30]);
    expect(cells(derived, "z")).toEqual([22, 33]);
    expect(derived?.columns.map(({ name }) => name)).toEqual(["x", "y", "z"]);
  });

  it("refuses infinities and warns of values that vanish, with the line", () => {
    const sink = collectDiagnostics();
    const data = read("x\n4\n0\n-1\n");
    expect(deriveFrame(data, definitions({ y: "log(x)" }), "d", sink)).toBeUndefined();
    expect(deriveFrame(data, definitions({ y: "sqrt(x)" }), "d", sink)).toBeDefined();
    expect(sink.diagnostics).toMatchObject([
      { code: "number-out-of-range", location: { line: 3 } },
      { code: "undefined-result", location: { line: 4 } },
    ]);
  });

  it("a column derived from itself by name of JavaScript's is only a column", () => {
    const derived = deriveFrame(
      table({ x: [1] }),
      definitions({ constructor: "x + 1" }),
      "d",
      collectDiagnostics(),
    );
    expect(cells(derived, "constructor")).toEqual([2]);
  });
});

describe("sort", () => {
  const data = table({ g: ["b", "a", null, "b", "a"], y: [2, 10, 3, null, 9] });

  it("orders numbers by value and labels by level, ties as they were, missing values last", () => {
    const sorted = (by: string[], descending: boolean): unknown[] =>
      cells(
        sortFrame(data, { by: names(...by), descending, name: "s" }, collectDiagnostics()),
        "y",
      );
    expect(sorted(["y"], false)).toEqual([2, 3, 9, 10, NaN]);
    expect(sorted(["y"], true)).toEqual([10, 9, 3, 2, NaN]);
    expect(sorted(["g"], false)).toEqual([10, 9, 2, NaN, 3]);
    expect(sorted(["g", "y"], true)).toEqual([2, NaN, 10, 9, 3]);
  });

  it("keeps the lines of rows, and refuses a column that is not there", () => {
    const sink = collectDiagnostics();
    const from = read("y\n1\n2\n");
    const sorted = sortFrame(from, { by: names("y"), descending: true, name: "s" }, sink);
    expect(Array.from(sorted?.origin?.lines ?? [])).toEqual([3, 2]);
    expect(sortFrame(from, { by: names("x"), descending: true, name: "s" }, sink)).toBeUndefined();
    expect(codes(sink)).toEqual(["unknown-column"]);
  });
});

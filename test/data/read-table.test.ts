import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { readTable } from "../../src/data/index.js";
import { splitDelimited } from "../../src/data/delimited-text.js";
import type { DataFrame } from "../../src/data/index.js";
import type { ColumnClause, ColumnType } from "../../src/language/ast.js";

const span = { file: "test.mlm", start: 0, end: 1 };

function clause(column: string, type: ColumnType, ...levels: (string | number)[]): ColumnClause {
  return {
    column: { kind: "name", text: column, quoted: false, span },
    type,
    levels: levels.map((level) =>
      typeof level === "number"
        ? { kind: "number", value: level, text: String(level), span }
        : { kind: "text", value: level, quote: '"', span },
    ),
    span,
  };
}

interface Outcome {
  readonly frame: DataFrame | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function read(
  contents: string | Uint8Array,
  clauses: ColumnClause[] = [],
  file = "t.csv",
): Outcome {
  const sink = collectDiagnostics();
  const bytes = typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
  const frame = readTable(bytes, { file, name: "t", clauses, span }, sink);
  return { frame, diagnostics: sink.diagnostics };
}

function codesAndLines({ diagnostics }: Outcome): (string | number | undefined)[][] {
  return diagnostics.map(({ code, location }) => [code, location?.line]);
}

function values(frame: DataFrame | undefined, column: string): unknown[] {
  const found = frame?.columns.find(({ name }) => name === column);
  if (found?.kind === "numeric") return Array.from(found.values);
  if (found?.kind === "factor") return Array.from(found.codes, (code) => found.levels[code]);
  return [...(found?.values ?? [])];
}

describe("reading a table", () => {
  it("infers numbers and factors, with missing values in either", () => {
    const { frame, diagnostics } = read("x,g\n1,b\n,a\n-2.5e1,NA\nNaN,b\n");
    expect(diagnostics).toEqual([]);
    expect(values(frame, "x")).toEqual([1, NaN, -25, NaN]);
    expect(values(frame, "g")).toEqual(["b", "a", undefined, "b"]);
    expect(frame?.columns[1]).toMatchObject({
      levels: ["a", "b"],
      ordered: false,
      declared: false,
    });
    expect(Array.from(frame?.origin?.lines ?? [])).toEqual([2, 3, 4, 5]);
  });

  it("accepts a byte-order mark, CRLF, quotes with commas, quotes and line breaks", () => {
    const { frame, diagnostics } = read(
      '\uFEFFa,"b c"\r\n1,"x, ""y"""\r\n\r\n2,"two\nlines"\r\n3,z\r\n',
    );
    expect(diagnostics).toEqual([]);
    expect(values(frame, "a")).toEqual([1, 2, 3]);
    expect(values(frame, "b c")).toEqual(['x, "y"', "two\nlines", "z"]);
    expect(Array.from(frame?.origin?.lines ?? [])).toEqual([2, 4, 6]);
  });

  it("reads tab-separated files by their name, compressed or not", () => {
    for (const file of ["t.tsv", "t.tsv.gz", "t.TAB"]) {
      const { frame } = read("a\tb\n1\tx, y\n\tz\n", [], file);
      expect(values(frame, "a")).toEqual([1, NaN]);
      expect(values(frame, "b")).toEqual(["x, y", "z"]);
    }
  });

  it("reads a column of true and false as ones and zeros", () => {
    expect(values(read("f\nTrue\nfalse\nNA\n").frame, "f")).toEqual([1, 0, NaN]);
  });

  it("keeps identifiers too long for a number as text", () => {
    const { frame } = read("id\n90071992547409931\n90071992547409932\n");
    expect(values(frame, "id")).toEqual(["90071992547409931", "90071992547409932"]);
  });

  it("sorts levels numerically when every one is a number", () => {
    const { frame } = read("g\n10\n9\n100\n", [clause("g", "factor")]);
    expect(frame?.columns[0]).toMatchObject({ kind: "factor", levels: ["9", "10", "100"] });
  });

  it("follows clauses: declared levels keep their order, also unused ones and numbers", () => {
    const { frame, diagnostics } = read("e,d,t\nlow,2.0,1\nhigh,1,2\n", [
      clause("e", "ordered", "low", "mid", "high"),
      clause("d", "factor", 1, 2),
      clause("t", "text"),
    ]);
    expect(diagnostics).toEqual([]);
    expect(frame?.columns[0]).toMatchObject({ levels: ["low", "mid", "high"], ordered: true });
    expect(values(frame, "d")).toEqual(["2", "1"]);
    expect(frame?.columns[2]).toMatchObject({ kind: "text", values: ["1", "2"] });
  });

  it("warns when a few texts turn a column of numbers into a factor", () => {
    const outcome = read("x\n1\n2\n3\nn/a\n5\n");
    expect(outcome.frame?.columns[0]?.kind).toBe("factor");
    expect(codesAndLines(outcome)).toEqual([["mixed-column", 5]]);
  });
});

describe("what is wrong with a file, and where", () => {
  const bad: readonly [
    string,
    string | Uint8Array,
    (string | number | undefined)[][],
    ColumnClause[]?,
  ][] = [
    ["an empty file", "", [["file-not-readable", 1]]],
    ["a file of blanks", " \n\n", [["file-not-readable", 1]]],
    ["a header alone", "a,b\n", [["no-rows", 1]]],
    ["NUL bytes", "a,b\n1,\u00002\n", [["file-not-readable", 1]]],
    ["gzip bytes", new Uint8Array([0x1f, 0x8b, 8, 0]), [["file-not-readable", 1]]],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4]), [["file-not-readable", 1]]],
    ["bytes that are not UTF-8", new Uint8Array([0x61, 10, 0xe9, 10]), [["file-not-readable", 1]]],
    ["a web page", "<!DOCTYPE html><html>", [["file-not-readable", 1]]],
    ["JSON", '[{"a": 1}]', [["file-not-readable", 1]]],
    ["semicolons", "a;b\n1;2\n", [["file-not-readable", 1]]],
    [
      "ragged rows",
      "a,b\n1\n2,3\n4,5,6\n",
      [
        ["ragged-row", 2],
        ["ragged-row", 4],
      ],
    ],
    ["a repeated name", "a,b,a\n1,2,3\n", [["bad-column-name", 1]]],
    ["an empty name", ",b\n1,2\n", [["bad-column-name", 1]]],
    ["an open quote", 'a,b\n1,2\n3,"x\n4,5\n', [["malformed-table", 3]]],
    ["a quote inside a field", 'a,b\n1,x"y\n', [["malformed-table", 2]]],
    ["overflow", "a\n1\n1e999\n", [["number-out-of-range", 3]]],
    ["a number whose square overflows", "a\n1\n1e308\n", [["number-out-of-range", 3]]],
    ["an infinity", "a\n-inf\n2\n", [["number-out-of-range", 2]]],
    ["text under a number clause", "a\n1\nx\n", [["not-a-number", 3]], [clause("a", "number")]],
    [
      "a value that is not a declared level",
      "a\nu\nw\n",
      [["undeclared-level", 3]],
      [clause("a", "factor", "u", "v")],
    ],
    [
      "a clause for no column",
      "state\n1\n",
      [["unknown-column", undefined]],
      [clause("stat", "number")],
    ],
  ];
  it.each(bad)("reports %s", (_, contents, expected, clauses) => {
    const outcome = read(contents, clauses);
    expect(outcome.frame).toBeUndefined();
    expect(codesAndLines(outcome)).toEqual(expected);
  });

  it("shows the first five ragged lines and counts the rest", () => {
    const outcome = read(`a,b\n${"1\n".repeat(9)}`);
    expect(outcome.diagnostics).toHaveLength(5);
    expect(outcome.diagnostics[4]?.message).toContain("4 more lines");
  });

  it("says that an unknown ending cannot be read", () => {
    expect(codesAndLines(read("a\n1\n", [], "t.xlsx"))).toEqual([["file-not-readable", 1]]);
  });
});

describe("properties of reading", () => {
  const field = fc.oneof(
    fc.string(),
    fc.constantFrom('"', "a,b", "x\ny", "NA", "1e5", "__proto__", "\t"),
  );

  it("no bytes whatever make it throw", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(field).map((fields) => new TextEncoder().encode(fields.join(","))),
      fc
        .string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "1", " ", "\t"), maxLength: 60 })
        .map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom("t.csv", "t.tsv"), (contents, file) => {
        const outcome = read(contents, [], file);
        const failed = outcome.diagnostics.some(({ severity }) => severity === "error");
        expect(outcome.frame === undefined).toBe(failed);
      }),
      { numRuns: 500 },
    );
  });

  it("what is written with quotes is read back", () => {
    const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const row = fc.tuple(field, field);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const text = [["p", "q"], ...rows].map((cells) => cells.map(quote).join(",")).join("\n");
        const { frame } = read(text, [clause("p", "text"), clause("q", "text")]);
        const blank = (cell: string): boolean => ["", "NA", "NaN", "nan"].includes(cell);
        if (text.includes("\u0000")) return;
        expect(values(frame, "p")).toEqual(rows.map(([p]) => (blank(p) ? undefined : p)));
        expect(values(frame, "q")).toEqual(rows.map(([, q]) => (blank(q) ? undefined : q)));
      }),
    );
  });

  it("splits text without quotes as the csv parser does", () => {
    const piece = fc.constantFrom("a", "1", " ", ",", "\t", "\n", "\r", "\r\n", "x y");
    fc.assert(
      fc.property(
        fc.array(piece),
        fc.constantFrom("," as const, "\t" as const),
        (pieces, delimiter) => {
          const text = pieces.join("");
          const plain = splitDelimited(text, delimiter);
          const quoted = splitDelimited(`"q"\n${text}`, delimiter);
          expect(quoted.records.slice(1)).toEqual(plain.records);
          expect(quoted.lines.slice(1)).toEqual(plain.lines.map((line) => line + 1));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("numbers written by JavaScript are read back exactly", () => {
    const number = fc.double({ noNaN: true, min: -1e70, max: 1e70 });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const safe = numbers.filter(
          (value) => !/^-?\d{16,}$/.test(String(value)) || Number.isSafeInteger(value),
        );
        if (safe.length === 0) return;
        const { frame } = read(`x\n${safe.join("\n")}\n`);
        expect(values(frame, "x")).toEqual(safe.map((value) => Number(String(value))));
      }),
    );
  });

  it("column names that mean something to JavaScript are only names", () => {
    const { frame } = read("__proto__,constructor,toString\n1,2,3\n");
    expect(values(frame, "__proto__")).toEqual([1]);
    expect(values(frame, "constructor")).toEqual([2]);
    expect(frame?.columns.map(({ name }) => name)).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
  });
});

/** Frames: the place, the line, the carets, and what was expected. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { nearestName, recordDiagnostic, renderDiagnostics } from "../../src/diagnostics/index.js";

const file = "m.mlm";

function render(text: string, diagnostic: Partial<Diagnostic>, width?: number): string {
  const whole: Diagnostic = {
    code: "syntax-error",
    severity: "error",
    message: "something is wrong",
    ...diagnostic,
  };
  const options = width === undefined ? { color: false } : { color: false, width };
  return renderDiagnostics([whole], new Map([[file, text]]), options);
}

const at = (text: string, part: string): { file: string; start: number; end: number } => {
  const start = text.indexOf(part);
  return { file, start, end: start + part.length };
};

describe("a rendered diagnostic", () => {
  it("names code and place, shows the line, and says what was expected and found", () => {
    const text = "a = 1\nb = (1 | stat)\n";
    expect(
      render(text, {
        code: "unknown-column",
        message: "`stat` is not a column of `cells`",
        span: at(text, "stat"),
        expected: "a column",
        found: "`stat`",
        help: "did you mean `state`?",
      }),
    ).toBe(
      [
        "error[unknown-column]: `stat` is not a column of `cells`",
        " --> m.mlm:2:10",
        "  |",
        "2 | b = (1 | stat)",
        "  |          ^^^^",
        "  = expected: a column",
        "  = found: `stat`",
        "  = help: did you mean `state`?",
        "",
      ].join("\n"),
    );
  });

  it("shows several places, in order of lines, with their words", () => {
    const text = "first\n\n\nsecond x\n";
    expect(
      render(text, {
        span: at(text, "second"),
        labels: [
          { span: at(text, "first"), message: "declared here" },
          { span: at(text, "x"), message: "and here" },
        ],
      }).split("\n"),
    ).toEqual([
      "error[syntax-error]: something is wrong",
      " --> m.mlm:4:1",
      "  |",
      "1 | first",
      "  | ----- declared here",
      "...",
      "4 | second x",
      "  | ^^^^^^",
      "  |        - and here",
      "",
    ]);
  });

  it("shows the first and last line of a span over several lines", () => {
    const text = "model m {\n  y ~ x\n  z\n}\n";
    expect(
      render(text, { span: { file, start: 0, end: text.length - 1 } })
        .split("\n")
        .slice(2),
    ).toEqual(["  |", "1 | model m {", "  | ^^^^^^^^^", "...", "4 | }", "  | ^", ""]);
  });

  it("puts carets under wide characters, after tabs and after combining marks", () => {
    for (const [text, row] of [
      ["\tx = é + bad", "      |             ^^^"],
      ["変数 + bad", "  |        ^^^"],
      ["e\u0301 + bad", "  |     ^^^"],
      ["\u{1f600} + bad", "  |      ^^^"],
    ] as const) {
      const [, , , line, carets] = render(text, { span: at(text, "bad") }).split("\n");
      expect(carets?.trimStart()).toBe(row.trimStart());
      expect(line).toContain("bad");
    }
  });

  it("makes control characters and reversals of direction visible", () => {
    const text = "a\u001b[31m \u202e b\u0000";
    const rendered = render(text, {
      span: at(text, "b"),
      message: "found \u001b[2J",
      found: "\u0007",
      labels: [{ span: at(text, "a"), message: "\u001b]0;x" }],
    });
    // eslint-disable-next-line no-control-regex -- that none is left is the point
    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(rendered).toContain("\\u{1b}[31m \\u{202e} b\\u{0}");
  });

  it("points after the end of a line and of the text", () => {
    const text = "y ~ x +";
    expect(render(text, { span: { file, start: 7, end: 7 } })).toContain("  |        ^\n");
    expect(render("", { span: { file, start: 0, end: 0 } })).toContain("1 |\n  | ^\n");
  });

  it("cuts a long line around the mark", () => {
    const text = `${"a + ".repeat(100)}bad${" + z".repeat(100)}`;
    const [, , , line = "", carets = ""] = render(text, { span: at(text, "bad") }, 60).split("\n");
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("bad");
    expect(line).toMatch(/^1 \| …/);
    expect(line).toMatch(/…$/);
  });

  it("wraps what was expected", () => {
    const expected = Array.from({ length: 30 }, (_, number) => `name${number}`).join(", ");
    const rows = render("x", { span: at("x", "x"), expected }, 60).split("\n");
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(60);
    expect(rows.join(" ").replaceAll(/\s+/g, " ")).toContain(expected);
  });

  it("names a place in a data file, alone or beside the program's", () => {
    const location = { file: "cells.csv", line: 17, column: 3 };
    expect(render("", { location })).toContain(" --> cells.csv:17:3\n");
    const text = "read('cells.csv')";
    expect(render(text, { location, span: at(text, "read") })).toContain(" ::: cells.csv:17:3\n");
  });

  it("names a file whose text is not at hand", () => {
    const span = { file: "other.mlm", start: 4, end: 5 };
    expect(render("", { span, help: "look there" })).toBe(
      "error[syntax-error]: something is wrong\n --> other.mlm\n  = help: look there\n",
    );
  });

  it("has colour only when asked, and the same text with it", () => {
    const text = "a = b";
    const diagnostic = {
      code: "syntax-error",
      severity: "warning",
      message: "m",
      span: at(text, "b"),
    } as const;
    const sources = new Map([[file, text]]);
    const plain = renderDiagnostics([diagnostic], sources, { color: false });
    const painted = renderDiagnostics([diagnostic], sources, { color: true });
    expect(painted).toContain("\u001b[");
    // eslint-disable-next-line no-control-regex -- the escape sequences are what is removed
    expect(painted.replaceAll(/\u001b\[\d+m/g, "")).toBe(plain);
  });

  it("several are separated by blank lines, and none is nothing", () => {
    const one = { code: "syntax-error", severity: "note", message: "m" } as const;
    const options = { color: false };
    expect(renderDiagnostics([one, one], new Map(), options)).toBe(
      "note[syntax-error]: m\n\nnote[syntax-error]: m\n",
    );
    expect(renderDiagnostics([], new Map(), options)).toBe("");
  });

  it("underlines exactly the characters of the span, wherever it lies on a line", () => {
    const plain = fc.string({
      unit: fc.constantFrom("a", "b", "c", " ", "+", "(", "é"),
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(
        plain,
        fc.nat(),
        fc.nat({ max: 5 }),
        fc.integer({ min: 30, max: 120 }),
        (text, position, length, width) => {
          const start = position % text.length;
          const end = Math.min(text.length, start + 1 + length);
          const [, , , line = "", carets = ""] = render(
            text,
            { span: { file, start, end } },
            width,
          ).split("\n");
          const under = line.padEnd(width).slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1);
          expect(text.slice(start, end).startsWith(under.replace(/…$/, ""))).toBe(true);
        },
      ),
    );
  });
});

describe("a recorded diagnostic", () => {
  it("has lines and columns in place of offsets and is plain data", () => {
    const text = "a = 1\nü = bad\n";
    const record = recordDiagnostic(
      {
        code: "syntax-error",
        severity: "error",
        message: "m",
        span: at(text, "bad"),
        labels: [{ span: at(text, "a"), message: "here" }],
        fix: { span: at(text, "bad"), replacement: "good" },
        help: "h",
      },
      new Map([[file, text]]),
    );
    const place = { file, line: 2, column: 5, end_line: 2, end_column: 8 };
    expect(JSON.parse(JSON.stringify(record))).toEqual({
      ...{ code: "syntax-error", severity: "error", message: "m", help: "h" },
      ...place,
      labels: [{ file, line: 1, column: 1, end_line: 1, end_column: 2, message: "here" }],
      fix: { ...place, replacement: "good" },
    });
  });
});

describe("the nearest name", () => {
  it.each([
    ["stat", ["county", "state"], "state"],
    ["familly", ["family", "priors"], "family"],
    ["STATE", ["estate", "state"], "state"],
    ["tuen", ["tune", "tuna"], "tune"],
    ["x", ["age", "income"], undefined],
    ["g", ["y", "x"], undefined],
    ["G", ["y", "g"], "g"],
    ["y", [], undefined],
  ])("to %s among %j is %s", (name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });
});

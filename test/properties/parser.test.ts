/** What holds for every text and every tree of the language. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectDiagnostics, renderDiagnostics } from "../../src/diagnostics/index.js";
import { checkModelFile, parseModelFile, printExpression } from "../../src/language/index.js";
import {
  formatText,
  readExpressionText,
  readFileText,
  readFormulaText,
  withoutParentheses,
  withoutSpans,
} from "../support/read-language.js";
import { anyText, expression } from "./language-arbitraries.js";

const runs = { numRuns: 400 };

const comments = (text: string): readonly string[] =>
  readFileText(text).result.comments.map((comment) => comment.text.trimEnd());

describe("whatever the text", () => {
  it("reading, checking, formatting and rendering never throw", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sink = collectDiagnostics();
        checkModelFile(parseModelFile({ file: "t", text }, sink), [], sink);
        readFormulaText(text);
        formatText(text);
        renderDiagnostics(sink.diagnostics, new Map([["t", text]]), { color: false });
      }),
      runs,
    );
  });

  it("every diagnostic points into the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { diagnostics } of [readFileText(text), readExpressionText(text)]) {
          for (const { span, labels = [] } of diagnostics) {
            for (const place of [span, ...labels.map((label) => label.span)]) {
              expect(place?.start).toBeGreaterThanOrEqual(0);
              expect(place?.end).toBeGreaterThanOrEqual(place?.start ?? 0);
              expect(place?.end).toBeLessThanOrEqual(text.length);
            }
          }
        }
      }),
      runs,
    );
  });

  it("every statement that was read has its span in the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { span } of readFileText(text).result.statements) {
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      runs,
    );
  });

  it("a text that is not read whole has an error", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { result, diagnostics } = readExpressionText(text);
        expect(result === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
      }),
      runs,
    );
  });
});

describe("printing", () => {
  it("then parsing gives the same tree, with no more parentheses than written", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const text = printExpression(tree);
        const { result, diagnostics } = readExpressionText(text);
        expect(diagnostics).toEqual([]);
        expect(withoutParentheses(result)).toEqual(withoutParentheses(tree));
        expect(result && printExpression(result)).toBe(text);
      }),
      runs,
    );
  });

  it("of what was read gives back the same tree, parentheses included", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const { result: once } = readExpressionText(printExpression(tree));
        const { result: twice } = readExpressionText(once ? printExpression(once) : "");
        expect(withoutSpans(twice)).toEqual(withoutSpans(once));
      }),
      runs,
    );
  });
});

describe("formatting", () => {
  it("is idempotent and keeps every comment and the meaning", () => {
    const program = fc
      .array(
        fc.oneof(
          expression.map((tree) => `v = ${printExpression(tree)}`),
          expression.map(
            (tree) => `data d = f(${printExpression(tree)}) { a: factor("x"),\n b:number }`,
          ),
          expression.map(
            (tree) => `model m on d{ y~x # why\n\n\nprior sd~${printExpression(tree)}\n}`,
          ),
          expression.map((tree) => `f(\n  # inside\n${printExpression(tree)}\n)   # after`),
          fc.constantFrom("", "\n\n", "# alone", "   # indented", "a =\n 1 +\n 2", "b = 1\n  + 2"),
        ),
        { maxLength: 8 },
      )
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(program, (text) => {
        const once = formatText(text);
        expect(once.diagnostics).toEqual([]);
        const formatted = once.result ?? "";
        expect(formatText(formatted).result).toBe(formatted);
        expect(comments(formatted)).toEqual(comments(text));
        expect(withoutSpans(readFileText(formatted).result.statements)).toEqual(
          withoutSpans(readFileText(text).result.statements),
        );
      }),
      runs,
    );
  });

  it("of any text that parses is idempotent and keeps every comment", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = formatText(text).result;
        if (once === undefined) return;
        expect(formatText(once).result).toBe(once);
        expect(comments(once)).toEqual(comments(text));
      }),
      runs,
    );
  });
});

describe("depth", () => {
  const deep = [
    ["brackets", "(".repeat(10_000) + "x" + ")".repeat(10_000)],
    ["brackets that never close", "(".repeat(10_000)],
    ["lists", "[".repeat(10_000) + "]".repeat(10_000)],
    ["calls", "f(".repeat(10_000) + ")".repeat(10_000)],
    ["braces", "{".repeat(10_000) + "x" + "}".repeat(10_000)],
    ["signs", `${"-".repeat(10_000)}x`],
    ["negations", `${"not ".repeat(10_000)}x`],
    ["sums", `x${" + x".repeat(10_000)}`],
    ["subscripts", `x${"[1]".repeat(10_000)}`],
  ] as const;

  it.each(deep)("ten thousand %s are reported, not a crash", (_, text) => {
    const codes = readFileText(`y ~ ${text}`).diagnostics.map(({ code }) => code);
    expect(codes).toContain("nesting-too-deep");
    expect(readExpressionText(text).result).toBeUndefined();
    expect(formatText(text)).toBeDefined();
  });

  it("a formula of a thousand terms and brackets fifty deep are read", () => {
    const terms = Array.from({ length: 1000 }, (_, number) => `x${number}`).join(" + ");
    expect(readFormulaText(`y ~ ${terms}`).diagnostics).toEqual([]);
    const nested = "(".repeat(50) + "x" + ")".repeat(50);
    expect(readFormulaText(`y ~ ${nested}`).diagnostics).toEqual([]);
  });
});

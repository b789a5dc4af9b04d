/** Whatever a formula says, the design room answers with a design or with errors. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { buildDesign, evaluateDesign } from "../../src/design/index.js";
import { parseFormulaText } from "../../src/language/index.js";
import { crossedFrame } from "../support/design-frames.js";

const frame = crossedFrame();

/** Texts of expressions: mostly sensible, now and then not. */
const { expression } = fc.letrec<{
  expression: string;
  atom: string;
  call: string;
  binary: string;
}>((tie) => ({
  atom: fc.constantFrom(
    ...["a", "b", "c", "x", "z", "g", "h", "x", "a", "y", "nowhere"],
    ...["0", "1", "2", "-1", '"a1"', "True", "`x`", "[1, 2]"],
  ),
  call: fc
    .tuple(
      fc.constantFrom(
        ...["center", "scale", "poly", "bs", "C", "T", "S", "binary", "log", "abs", "I", "exp"],
        ...["offset", "p", "weighted", "hsgp", "fou"],
      ),
      tie("expression"),
      fc.constantFrom("", ", 2", ", df=4", ", levels=[1, 2]", ', "a2"', ", Sum", ", nope=1"),
    )
    .map(([name, inner, rest]) => `${name}(${inner}${rest})`),
  binary: fc
    .tuple(
      tie("expression"),
      fc.constantFrom("+", "-", "*", "/", ":", "**", "|", "||", ">", "=="),
      tie("expression"),
      fc.constantFrom("()", "{}", ""),
    )
    .map(([left, operator, right, brackets]) => {
      const [open = "", close = ""] = brackets;
      return `${open}${left} ${operator} ${right}${close}`;
    }),
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("atom"),
    tie("call"),
    tie("binary"),
  ),
}));

const response = fc.oneof(
  fc.constantFrom("y", "p(y, z)", "a[a1]", "b", "weighted(y, abs(x))", "log(y + 1)"),
  expression,
);

describe("any formula", () => {
  it("gives a design, or errors with a place in the formula, and the same design again", () => {
    fc.assert(
      fc.property(response, expression, fc.boolean(), (left, right, independentSlopes) => {
        const sink = collectDiagnostics();
        const text = `${left} ~ ${right}`;
        const formula = parseFormulaText({ file: "formula", text }, sink);
        if (!formula || sink.hasErrors()) return;
        const design = buildDesign(formula, frame, { independentSlopes }, sink);
        expect(design === undefined).toBe(sink.hasErrors());
        for (const { span } of sink.diagnostics) {
          expect(span).toBeDefined();
          expect(span!.start).toBeLessThan(span!.end);
          expect(span!.end).toBeLessThanOrEqual(text.length);
        }
        if (!design) return;
        const again = collectDiagnostics();
        expect(evaluateDesign(design.state, frame, again)).toEqual(design.predictor);
        expect(again.hasErrors()).toBe(false);
      }),
      { numRuns: 600, seed: 5 },
    );
  });
});

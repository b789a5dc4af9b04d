/** Precedence, formulas pasted from Bambi, and canonical names. */
import { describe, expect, it } from "vitest";
import { printFormula } from "../../src/language/index.js";
import { printExpression } from "../../src/language/index.js";
import type { Expression } from "../../src/language/index.js";
import { pointedAt, readExpressionText, readFormulaText } from "../support/read-language.js";

/** Every operator with its operands in brackets. */
function grouped(expression: Expression): string {
  switch (expression.kind) {
    case "binary":
      return `(${grouped(expression.left)} ${expression.operator} ${grouped(expression.right)})`;
    case "unary":
      return `(${expression.operator} ${grouped(expression.operand)})`;
    case "index":
      return `${grouped(expression.object)}[${grouped(expression.index)}]`;
    case "parenthesised":
      return grouped(expression.inner);
    default:
      return printExpression(expression);
  }
}

function read(text: string): Expression {
  const { result, diagnostics } = readExpressionText(text);
  expect(diagnostics).toEqual([]);
  if (result === undefined) throw new Error(`not read: ${text}`);
  return result;
}

describe("precedence", () => {
  it.each([
    ["y ~ a + b | c", "(y ~ ((a + b) | c))"],
    ["a or b and not c == d + e", "(a or (b and (not (c == (d + e)))))"],
    ["a - b - c", "((a - b) - c)"],
    ["a + b * c:d", "(a + (b * (c : d)))"],
    ["a / b / c", "((a / b) / c)"],
    ["a:b ** 2", "(a : (b ** 2))"],
    ["a ** b ** c", "((a ** b) ** c)"],
    ["-x ** 2", "((- x) ** 2)"],
    ["2 ** -x", "(2 ** (- x))"],
    ["- + -x", "(- (+ (- x)))"],
    ["not not a", "(not (not a))"],
    ["-y[1]", "(- y[1])"],
    ["(a + b) * c", "((a + b) * c)"],
    ["1 + x || g", "((1 + x) || g)"],
    ["x^2", "(x ** 2)"],
  ])("%s reads as %s", (text, expected) => {
    expect(grouped(read(text))).toBe(expected);
  });

  it.each(["a < b < c", "y ~ x ~ z", "(x | g | h)", "a == not b", "- not x"])(
    "%s is refused, since it would not mean what it says",
    (text) => {
      expect(readExpressionText(text).diagnostics.map(({ code }) => code)).toEqual([
        "syntax-error",
      ]);
    },
  );
});

describe("a formula from between the quotes of a Bambi notebook", () => {
  it.each([
    "p(abortion, n) ~ C(state) + C(eth) + C(edu) + male + repvote",
    "p(abortion, n) ~ (1 | state) + (1 | eth) + (1 | edu) + male + repvote + (1 | male:eth)",
    "y['lev'] ~ scale(x) + poly(z, degree=2, raw=True)",
    "y ~ 0 + a * b - a:b + (a + b + c) ** 2",
    "y ~ bs(age, df=5, intercept=False) + {x ** 2} + I(x + z)",
    "c(y1, y2) ~ 1 + offset(log(e))",
    "censored(t, status) ~ 1 + x + (0 + x | g / h)",
    "`my response` ~ `a column` + x.y",
    'y ~ C(a, Treatment("b")) + binary(g, "yes")',
    "y ~ x\n  + z\n\n+ (1 | g)",
  ])("%s is read as it stands", (text) => {
    expect(readFormulaText(text).diagnostics).toEqual([]);
  });

  it("also takes what Bambi cannot: lists, exponents, `||`, a comment", () => {
    const text = "y ~ C(k, levels=[3, 1, 2]) + x:1e3 + (x || g) # why";
    expect(readFormulaText(text).diagnostics).toEqual([]);
  });

  it.each(["y ~ x z", "y ~ x)", "y ~ x %in% z", "y ~ x 2", "y ~ x, z", "y ~ x = 2", "y", "~ x"])(
    "%s is an error, where Bambi reads the first part and says nothing",
    (text) => {
      const { result, diagnostics } = readFormulaText(text);
      expect(result).toBeUndefined();
      expect(diagnostics).toHaveLength(1);
    },
  );

  it("needs parentheses around a group-specific term, and says where", () => {
    for (const [text, pointed, replacement] of [
      ["y ~ 1|g", "1|g", "(1 | g)"],
      ["y ~ x + 1 | g:h + z", "1 | g:h", "(1 | g:h)"],
      ["y ~ x || g", "x || g", "(x || g)"],
    ] as const) {
      const { diagnostics } = readFormulaText(text);
      const [diagnostic] = diagnostics;
      expect(diagnostics.map(({ code }) => code)).toEqual(["group-term-needs-parentheses"]);
      expect(diagnostic && pointedAt(text, diagnostic)).toBe(pointed);
      expect(diagnostic?.fix?.replacement).toBe(replacement);
    }
  });

  it("that was fixed as the diagnostic says is read", () => {
    const text = "y ~ x + 1 | g + z";
    const fix = readFormulaText(text).diagnostics[0]?.fix;
    const fixed = fix && text.slice(0, fix.span.start) + fix.replacement + text.slice(fix.span.end);
    expect(fixed).toBe("y ~ x + (1 | g) + z");
    expect(readFormulaText(fixed ?? "").diagnostics).toEqual([]);
  });
});

describe("a comma after the last of a list", () => {
  it.each([
    ["f(a, b = 1,)", "f(a, b=1)"],
    ["[1, 2,]", "[1, 2]"],
    ["{a: 1,}", "{a: 1}"],
  ])("%s means nothing", (text, expected) => {
    expect(printExpression(read(text))).toBe(expected);
  });

  it.each(["(a,)", "y[1,]", "f(,)", "[,]", "f(a,,)"])("%s is a mistake", (text) => {
    expect(readExpressionText(text).diagnostics[0]?.code).toBe("syntax-error");
  });
});

describe("names of terms", () => {
  it.each([
    ["I( x^2 )", "I(x ** 2)"],
    ["{2*(x+z)}", "{2 * (x + z)}"],
    ["{2*x+z}", "{2 * x + z}"],
    ["bs(x,df = 4)", "bs(x, df=4)"],
    ["C( a ,'b' )", "C(a, 'b')"],
    ["a : b", "a:b"],
    ["poly(x,2,raw=True)", "poly(x, 2, raw=true)"],
    ["f(-1, +x, not y)", "f(-1, +x, not y)"],
    ["`odd name`", "`odd name`"],
    ["{eth : ['B','W']}", "{eth: ['B', 'W']}"],
    ["{'eth': 1, 'the key': none}", "{eth: 1, `the key`: none}"],
  ])("%s prints as %s", (text, expected) => {
    expect(printExpression(read(text))).toBe(expected);
  });

  it("a formula prints on one line", () => {
    const { result } = readFormulaText("p( y,n )~x\n+( 1|g )");
    expect(result && printFormula(result)).toBe("p(y, n) ~ x + (1 | g)");
  });
});

describe("spellings of other languages", () => {
  it.each([
    ["a & b", "and"],
    ["a && b", "and"],
    ["!a", "not "],
    ["a %in% b", ":"],
  ])("%s is refused with the right spelling", (text, replacement) => {
    const [diagnostic] = readExpressionText(text).diagnostics;
    expect(diagnostic?.code).toBe("foreign-operator");
    expect(diagnostic?.fix?.replacement).toBe(replacement);
  });

  it("typographic quotes and signs are named with what to type", () => {
    const [open, close] = readExpressionText("“a”").diagnostics;
    expect([open?.fix?.replacement, close?.fix?.replacement]).toEqual(['"', '"']);
    expect(readExpressionText("x − 1").diagnostics[0]?.fix?.replacement).toBe("-");
  });

  it("brms's bar in a response is explained", () => {
    const [diagnostic] = readFormulaText("y | trials(n) ~ x").diagnostics;
    expect(diagnostic?.help).toContain("p(y, n)");
  });
});

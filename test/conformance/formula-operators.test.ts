/** Operators and intercepts of formulas: the checked examples of the formula language. */
import { describe, expect, it } from "vitest";
import { crossedFrame, designOf, tryDesign } from "../support/design-frames.js";

const frame = crossedFrame();

function termsOf(formula: string): { intercept: boolean; terms: string[] } {
  const { intercept, common } = designOf(formula, frame).predictor;
  return { intercept, terms: common.map(({ term }) => term) };
}

describe("the intercept", () => {
  it.each([
    ["y ~ x", true],
    ["y ~ 1 + x", true],
    ["y ~ 0 + x", false],
    ["y ~ x + 0", false],
    ["y ~ x - 1", false],
    ["y ~ -1 + x", false],
    ["y ~ 1 + 0 + x", false],
    ["y ~ 0 + 1 + x", true],
    ["y ~ x + 0 + 1", true],
    ["y ~ x - 1 + 1", true],
    ["y ~ x - 0", true],
    ["y ~ (0 + x) + z", false],
    ["y ~ 1", true],
  ])("of %s: the last mention wins", (formula, intercept) => {
    expect(termsOf(formula).intercept).toBe(intercept);
  });
});

describe("operators on terms", () => {
  it.each([
    ["x + z", ["x", "z"]],
    ["x + z + x", ["x", "z"]],
    ["x:z", ["x:z"]],
    ["x:x", ["x"]],
    ["x*z", ["x", "z", "x:z"]],
    ["x/z", ["x", "x:z"]],
    ["(x + z)/h", ["x", "z", "x:z:h"]],
    ["x/(z + h)", ["x", "x:z", "x:h"]],
    ["x/z/h", ["x", "x:z", "x:z:h"]],
    ["(x + z)*h - h", ["x", "z", "x:h", "z:h"]],
    ["x*z - x:z", ["x", "z"]],
    ["x*z - z:x", ["x", "z"]],
    ["(a + b + c)**2", ["a", "b", "c", "a:b", "a:c", "b:c"]],
    ["(a + b + c)**3", ["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]],
    ["(a + b + c)^2", ["a", "b", "c", "a:b", "a:c", "b:c"]],
    ["(a + b)**1", ["a", "b"]],
    ["+x + z", ["x", "z"]],
    ["x + (z + (a))", ["x", "z", "a"]],
    ["z*x + a", ["z", "x", "z:x", "a"]],
  ])("%s has the terms %j", (terms, expected) => {
    expect(termsOf(`y ~ ${terms}`).terms).toEqual(expected);
  });

  it("keep the first written order for the name of an interaction", () => {
    expect(termsOf("y ~ z:x + x:z").terms).toEqual(["z:x"]);
  });

  it("keep the user's order of terms whatever their degree", () => {
    expect(termsOf("y ~ a:x + x + a").terms).toEqual(["a:x", "x", "a"]);
  });

  it("treat a power of one term as the term, and say how to square", () => {
    const { design, diagnostics } = tryDesign("y ~ x**2", frame);
    expect(design?.predictor.common.map(({ term }) => term)).toEqual(["x"]);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["power-of-one-term", "warning"],
    ]);
    expect(diagnostics[0]?.help).toContain("{x ** 2}");
  });

  it("warn about a subtraction that removes nothing", () => {
    expect(tryDesign("y ~ x - z", frame).codes).toEqual(["nothing-to-remove"]);
    expect(tryDesign("y ~ x - (1 | g)", frame).codes).toEqual(["nothing-to-remove"]);
  });
});

describe("what is not a term", () => {
  it.each([
    ["y ~ 2", "2"],
    ["y ~ x + 3", "3"],
    ["y ~ x*2", "2"],
    ["y ~ x:2", "2"],
    ["y ~ -x", "-x"],
    ["y ~ x:1", "1"],
    ["y ~ (1 + x):z", "(1 + x)"],
    ["y ~ x > 0", "x > 0"],
    ['y ~ "a"', '"a"'],
    ["y ~ x**z", "z"],
    ["y ~ x**0", "0"],
    ["y ~ x**1.5", "1.5"],
    ["y ~ (1 | g)*x", "(1 | g)"],
    ["y ~ (1 | g):x", "(1 | g)"],
    ["y ~ (0 | g)", "0"],
    ["y ~ (x | 2)", "2"],
    ["y ~ offset(x):z", "offset(x)"],
    ["y ~ (offset(x) | g)", "offset(x)"],
    ["y ~ p(x, z)", "p(x, z)"],
    ["y ~ log(offset(x))", "offset(x)"],
    ["y ~ True", "True"],
  ])("%s is an error at the character", (formula, place) => {
    const { design, diagnostics } = tryDesign(formula, frame);
    expect(design).toBeUndefined();
    const [first] = diagnostics;
    expect(first).toMatchObject({ code: "bad-term", severity: "error" });
    expect(formula.slice(first!.span!.start, first!.span!.end)).toContain(place);
  });

  it("reports every mistake of a formula at once", () => {
    const { codes } = tryDesign("y ~ 2 + -x + foo(z) + nowhere + log(g)", frame);
    expect(codes.toSorted()).toEqual(
      ["bad-term", "bad-term", "number-needed", "unknown-column", "unknown-function"].toSorted(),
    );
  });

  it("refuses formulas that expand beyond all use", () => {
    const many = Array.from({ length: 30 }, (_, k) => `v${k}`).join(" + ");
    expect(tryDesign(`y ~ (${many})**9`, frame).codes).toContain("bad-term");
    expect(tryDesign(`y ~ ${many.replaceAll(" + ", "*")}`, frame).codes).toContain("bad-term");
  });

  it.each(["hsgp(x, m=10, c=1.5)", "mo(a)", "seasonal(x, period=12)", "s(x)"])(
    "%s is not in this version",
    (term) => {
      expect(tryDesign(`y ~ ${term}`, frame).codes).toEqual(["not-in-this-version"]);
    },
  );

  it.each(["censored(y, x)", "truncated(y, 0, 1)", "counts(y, x)", "votes(y, x)", "c(y, x)"])(
    "the response %s is not in this version",
    (response) => {
      expect(tryDesign(`${response} ~ x`, frame).codes).toEqual(["not-in-this-version"]);
    },
  );
});

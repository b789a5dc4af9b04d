import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { parseFormulaText } from "../../src/language/index.js";
import { resolveFormula } from "../../src/model/index.js";
import { frameOf, only, priorsOf, resolve, specify } from "./specify.js";

const frame = frameOf({
  y: [1.2, 0.3, 2.5, 3.1, 0.4, 1.9, 2.2, 2.8],
  x: [0, 1, 2, 3, 4, 5, 6, 8],
  a: ["p", "q", "r", "p", "q", "r", "p", "q"],
  g: ["g1", "g2", "g3", "g1", "g2", "g3", "g1", "g3"],
  h: ["h1", "h2", "h1", "h2", "h1", "h2", "h2", "h1"],
});
const formula = "y ~ x + a + a:x + (x | g) + (1 | h)";
const model = (...items: string[]): string => [formula, "family = gaussian", ...items].join("\n");

describe("a user's prior", () => {
  it("for a class covers what nothing closer names, in whatever order they stand", () => {
    const closer = [
      "prior x ~ Normal(0, 7)",
      "prior `a[q]` ~ Cauchy(0, 1)",
      "prior a ~ StudentT(3)",
    ];
    const wide = ["prior common ~ Normal(0, 2)", "prior sd ~ Exponential(1)"];
    const narrow = ["prior sd(1 | h) ~ HalfNormal(3)"];
    for (const items of [
      [...closer, ...wide, ...narrow],
      [...narrow, ...wide, ...closer],
    ]) {
      expect(priorsOf(specify(model(...items), frame))).toMatchObject({
        x: "Normal(0, 7)",
        "a[q]": "Cauchy(0, 1)",
        "a[r]": "StudentT(3, 0, 1)",
        "a:x[q]": "Normal(0, 2)",
        "a:x[r]": "Normal(0, 2)",
        "sd(1|g)": "Exponential(1)",
        "sd(x|g)": "Exponential(1)",
        "sd(1|h)": "HalfNormal(3)",
      });
    }
  });

  it("finds an interaction in either order", () => {
    const priors = priorsOf(specify(model("prior x:a ~ Normal(0, 9)"), frame));
    expect(priors["a:x[q]"]).toBe("Normal(0, 9)");
  });

  it("names a column by an index with or without quotes", () => {
    for (const target of ["a[q]", 'a["q"]', "`a[q]`"]) {
      expect(priorsOf(specify(model(`prior ${target} ~ Normal(0, 9)`), frame))["a[q]"]).toBe(
        "Normal(0, 9)",
      );
    }
  });

  it("stands at the predictors' means or at zero", () => {
    const place = (item: string): string | undefined =>
      specify(model(item), frame).intercept!.prior.at;
    expect(place("prior Intercept ~ Normal(0, 1)")).toBe("means");
    expect(place("prior Intercept(at = 0) ~ Normal(0, 1)")).toBe("zero");
    expect(place("prior Intercept(at = means) ~ Normal(0, 1)")).toBe("means");
  });

  it("may stand on a precision or a variance", () => {
    const items = [
      "prior precision(1 | h) ~ Gamma(1, 0.01)",
      "prior variance(x | g) ~ Exponential(1)",
    ];
    const { group } = specify(model(...items), frame);
    const [first, second] = group;
    const byName = new Map(
      [first!, second!].flatMap(({ scaleNames, scalePriors }) =>
        scaleNames.map((name, i) => [name, scalePriors[i]!] as const),
      ),
    );
    expect(byName.get("sd(1|h)")!.scale).toBe("precision");
    expect(byName.get("sd(x|g)")!.scale).toBe("variance");
    expect(byName.get("sd(1|g)")!.scale).toBe("sd");
  });

  it("for correlations is an LKJ, LKJ(1) where none is given", () => {
    expect(priorsOf(specify(model(), frame))["cor(1 + x|g)"]).toBe("LKJ(1)");
    for (const target of ["cor", "cor(x | g)", "cor(1 + x | g)"]) {
      expect(priorsOf(specify(model(`prior ${target} ~ LKJ(2)`), frame))["cor(1 + x|g)"]).toBe(
        "LKJ(2)",
      );
    }
    expect(resolve(model("prior cor ~ Normal(0, 1)"), frame).codes).toContain("prior-cannot-fit");
    expect(resolve(model("prior x ~ LKJ(1)"), frame).codes).toContain("prior-cannot-fit");
  });

  it("that is symmetric counts as its half on a scale, with one note a prior", () => {
    const resolution = resolve(model("prior sd ~ StudentT(3, 0, 2.5)"), frame);
    const note = only(resolution, "prior-restricted");
    expect(note.severity).toBe("note");
    expect(note.message).toContain("`HalfStudentT(3, 2.5)`");
    expect(priorsOf(resolution.spec!)).toMatchObject({ "sd(1|h)": "HalfStudentT(3, 2.5)" });
    expect(priorsOf(specify(model("prior sigma ~ Normal(0, 2)"), frame))["sigma"]).toBe(
      "HalfNormal(2)",
    );
    expect(priorsOf(specify(model("prior sigma ~ Normal(1, 2)"), frame))["sigma"]).toBe(
      "Normal(1, 2)",
    );
  });

  it("that leaves a scale no positive value is an error", () => {
    const { spec, codes } = resolve(model("prior sigma ~ Uniform(-2, -1)"), frame);
    expect(spec).toBeUndefined();
    expect(codes).toContain("prior-cannot-fit");
  });

  it("may confine a slope", () => {
    expect(priorsOf(specify(model("prior x ~ Beta(2, 2)"), frame))["x"]).toBe("Beta(2, 2)");
  });

  it("for something absent is an error with what is there and the nearest name", () => {
    const absent = only(
      resolve(model("prior sigmaa ~ Exponential(1)"), frame),
      "prior-target-absent",
    );
    expect(absent.help).toBe("did you mean `sigma`?");
    expect(absent.expected).toContain("sd(1|h)");
    const codesOf = (target: string): readonly string[] =>
      resolve(model(`prior ${target} ~ HalfNormal(1)`), frame).codes;
    for (const target of ["z", "sd(1 | k)", "sd(z | g)", "nu", "a[zz]", "precision(1 | k)"]) {
      expect(codesOf(target)).toContain("prior-target-absent");
    }
    const withoutGroups = resolve("y ~ 0 + x\nprior sd ~ HalfNormal(1)\nprior cor ~ LKJ(1)", frame);
    expect(withoutGroups.codes.filter((code) => code === "prior-target-absent").length).toBe(2);
    expect(resolve("y ~ 0 + x\nprior Intercept ~ Normal(0, 1)", frame).codes).toContain(
      "prior-target-absent",
    );
  });

  it("given twice is an error, whatever its spelling", () => {
    for (const pair of [
      ["x ~ Normal(0, 1)", "x ~ Normal(0, 2)"],
      ["sd(1 | h) ~ HalfNormal(1)", "precision(1 | h) ~ Gamma(1, 1)"],
      ["Intercept ~ Normal(0, 1)", "Intercept(at = 0) ~ Normal(0, 2)"],
      ["common ~ Normal(0, 1)", "common ~ Normal(0, 1)"],
    ]) {
      const resolution = resolve(model(...pair.map((item) => `prior ${item}`)), frame);
      expect(only(resolution, "duplicate-prior").labels?.length).toBe(1);
      expect(resolution.spec).toBeUndefined();
    }
  });

  it("that is wholly overridden is pointed out", () => {
    const items = ["prior sd ~ HalfNormal(1)", "prior sd(1 | h) ~ HalfNormal(2)"];
    const { codes } = resolve(`y ~ (1 | h)\n${items.join("\n")}`, frame);
    expect(codes).toContain("prior-not-used");
  });

  it("with a target that is no parameter is an error at the target", () => {
    for (const target of ["x + a", "sd(1)", "sd(1 | g, 2)", "Intercept(at = 3)", "cor()"]) {
      expect(resolve(model(`prior ${target} ~ Normal(0, 1)`), frame).codes).toContain(
        "bad-prior-target",
      );
    }
  });
});

describe("the library's options", () => {
  const withOptions = (options: Parameters<typeof resolveFormula>[2]): unknown => {
    const sink = collectDiagnostics();
    const parsed = parseFormulaText({ file: "formula", text: formula }, sink);
    const spec = parsed && resolveFormula(parsed, frame, options, sink);
    return spec ? priorsOf(spec) : sink.diagnostics.map(({ code }) => code);
  };

  it("say the same as a model block", () => {
    const priors = { "sd(1 | h)": "HalfNormal(3)", common: "Normal(0, 2)", "a[q]": "Cauchy(0, 1)" };
    const items = Object.entries(priors).map(([target, value]) => `prior ${target} ~ ${value}`);
    expect(withOptions({ family: "gaussian", priors })).toEqual(
      priorsOf(specify(model(...items), frame)),
    );
  });

  it("report mistakes as a model block does", () => {
    expect(withOptions({ family: "gausian" })).toEqual(["unknown-family"]);
    expect(withOptions({ family: "gaussian", link: "logit" })).toEqual(["unknown-link"]);
    expect(withOptions({ link: "logit" })).toEqual(["bad-setting"]);
    expect(withOptions({ family: "gaussian", priors: { x: "Normal(0, -1)" } })).toContain(
      "impossible-prior",
    );
  });
});

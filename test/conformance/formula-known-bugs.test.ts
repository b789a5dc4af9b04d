/** Mistakes that other formula engines are known to make, each with the proof that this one does not. */
import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { parseFormulaText } from "../../src/language/index.js";
import {
  columnNames,
  commonMatrix,
  crossedFrame,
  designOf,
  frameOf,
  tryDesign,
  tryNewData,
} from "../support/design-frames.js";

const frame = crossedFrame();
const names = (formula: string): readonly string[] =>
  columnNames(designOf(formula, frame).predictor);

describe("no part of a formula is dropped", () => {
  it.each(["y ~ x z", "y ~ x)", "y ~ x %in% z", "y ~ 1|g", "y ~ x + 1 | g", "y ~ x,", "y ~ x ~ z"])(
    "%s is an error",
    (text) => {
      const sink = collectDiagnostics();
      const formula = parseFormulaText({ file: "formula", text }, sink);
      expect(sink.hasErrors()).toBe(true);
      if (formula) expect(formula.span.end).toBeGreaterThan(4);
    },
  );

  it("a comparison among terms is an error", () => {
    expect(tryDesign("y ~ x > 0", frame).codes).toEqual(["bad-term"]);
  });

  it("numbers with exponents are numbers", () => {
    const [scaled] = commonMatrix(designOf("y ~ 0 + {x * 1e3}", frame).predictor);
    const [plain] = commonMatrix(designOf("y ~ 0 + x", frame).predictor);
    expect(scaled).toEqual(plain!.map((value) => value * 1000));
  });
});

describe("interactions are sets", () => {
  it.each([
    ["y ~ x:z + z:x", 2],
    ["y ~ a:b + b:a", 6],
    ["y ~ a:b + a", 6],
    ["y ~ b:a + a + b", 6],
    ["y ~ C(c):C(a)", 6],
    ["y ~ x:z:a + z:x", 4],
    ["y ~ a:x:b + x:b", 7],
  ])("%s has %d columns with the intercept", (formula, count) => {
    expect(commonMatrix(designOf(formula, frame).predictor)).toHaveLength(count);
  });

  it.each(["y ~ a/b", "y ~ a/x", "y ~ b/a/x", "y ~ (a + b)/c"])(
    "%s has a different name for each column",
    (formula) => {
      const own = names(formula);
      expect(new Set(own).size).toBe(own.length);
      expect(own).toHaveLength(commonMatrix(designOf(formula, frame).predictor).length - 1);
    },
  );
});

describe("names are read from the syntax tree", () => {
  it("so {2*(x+z)} and {2*x+z} are two terms", () => {
    expect(names("y ~ {2*(x+z)} + {2*x+z}")).toEqual(["I(2 * (x + z))", "I(2 * x + z)"]);
  });

  it("so spellings of one expression are one term", () => {
    expect(names("y ~ {x**2} + {x ** 2} + I(x**2) + {(x)**2}")).toEqual(["I(x ** 2)"]);
  });
});

describe("levels", () => {
  const k = {
    kind: "factor",
    name: "k",
    codes: Int32Array.of(3, 1, 3, 1),
    levels: ["low", "mid", "odd", "high"],
    ordered: true,
    declared: true,
  } as const;
  const base = frameOf({ y: [1, 2, 3, 4] });
  const withFactor = (ordered: boolean): typeof base => ({
    ...base,
    columns: [...base.columns, { ...k, ordered }],
  });

  it.each([true, false])(
    "keep their declared order (ordered: %s), without unused ones",
    (ordered) => {
      for (const [term, name] of [
        ["k", "k[high]"],
        ["C(k)", "C(k)[high]"],
      ] as const) {
        const { predictor } = designOf(`y ~ ${term}`, withFactor(ordered));
        expect(columnNames(predictor)).toEqual([name]);
        expect(commonMatrix(predictor)[1]).toEqual([1, 0, 1, 0]);
      }
    },
  );

  it("of a grouping factor keep the unused ones: each has an effect of its own", () => {
    const [block] = designOf("y ~ (1|k)", withFactor(false)).predictor.group;
    expect(block?.factor.levels).toEqual(["low", "mid", "odd", "high"]);
  });

  it("that are new in a common term never read as the reference", () => {
    const design = designOf("y ~ a + binary(b)", frame);
    expect(tryNewData(design, frameOf({ a: ["a4"], b: ["b1"] })).codes).toEqual([
      "new-common-level",
    ]);
    expect(tryNewData(design, frameOf({ a: ["a1"], b: ["b4"] })).codes).toEqual([
      "new-common-level",
    ]);
  });

  it("that are missing are not a new group", () => {
    const design = designOf("y ~ (1|g)", frame);
    expect(tryNewData(design, frameOf({ g: ["g1", null] })).codes).toEqual(["missing-in-new-data"]);
  });
});

describe("group-specific terms", () => {
  it("keep the slope of the first level of a in (a:x | g)", () => {
    const [block] = designOf("y ~ (a:x|g)", frame).predictor.group;
    expect(block?.effectNames).toContain("a:x[a1]");
  });

  it("are not redundant in (0 + a + b | g)", () => {
    const [block] = designOf("y ~ (0 + a + b|g)", frame).predictor.group;
    expect(block?.effectNames).toHaveLength(4);
  });

  it("are reduced beside another term on the same factor whichever is written first", () => {
    for (const formula of ["y ~ (1|g) + (0 + a|g)", "y ~ (0 + a|g) + (1|g)"]) {
      const blocks = designOf(formula, frame).predictor.group;
      expect(blocks.flatMap(({ effectNames }) => effectNames).toSorted()).toEqual([
        "1",
        "a[a2]",
        "a[a3]",
      ]);
    }
  });
});

describe("stateful transforms", () => {
  it("with the same printed form in response and predictors have the same state", () => {
    const { response, predictor } = designOf("scale(x) ~ scale(x) + z", frame);
    expect(commonMatrix(predictor)[1]).toEqual([...response.values]);
  });

  it("of new data do not learn from the new data", () => {
    const design = designOf("y ~ scale(x) + poly(z, 2) + bs(x, df=4)", frame);
    const shifted = frameOf({ x: [3, 4], z: [100, 200] });
    const together = tryNewData(design, shifted).predictor!;
    const apart = tryNewData(design, frameOf({ x: [4], z: [200] })).predictor!;
    expect(commonMatrix(together).map((column) => column[1])).toEqual(
      commonMatrix(apart).map((column) => column[0]),
    );
  });
});

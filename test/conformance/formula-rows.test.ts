/** Missing values, constant columns and new data. */
import { describe, expect, it } from "vitest";
import type { DataCell } from "../../src/data/index.js";
import {
  columnNames,
  commonMatrix,
  crossedFrame,
  designOf,
  frameOf,
  tryDesign,
  tryNewData,
} from "../support/design-frames.js";

const cells: Record<string, DataCell[]> = {
  y: [1, 2, 3, 4, null, 6],
  x: [1, NaN, 3, 5, 2, 8],
  g: ["a", "b", null, "b", "a", "c"],
  unused: [null, null, 1, 1, 1, 1],
  empty: [null, null, null, null, null, null],
  flat: [2, 2, 2, 2, 2, 2],
  same: ["q", "q", "q", "q", "q", "q"],
};
const frame = frameOf(cells);

describe("missing values at the fit", () => {
  it("drop the incomplete rows of the formula's columns with a warning that counts them", () => {
    const { design, diagnostics } = tryDesign("y ~ x + (1|g)", frame);
    expect([...design!.rows]).toEqual([0, 3, 5]);
    expect(design?.rowsGiven).toBe(6);
    expect(design?.predictor.rowCount).toBe(3);
    expect(diagnostics).toMatchObject([{ code: "rows-dropped", severity: "warning" }]);
    expect(diagnostics[0]?.message).toContain("3 of 6 rows");
    expect(diagnostics[0]?.message).toContain("`g`");
  });

  it("in other columns do not matter", () => {
    expect(tryDesign("flat ~ 0 + same:unused", frame).codes).toContain("rows-dropped");
    expect(tryDesign("flat ~ (1|same)", frame).codes).toEqual([]);
  });

  it("leave the levels that remain", () => {
    const { design } = tryDesign("y ~ g", frameOf({ y: [1, 2, null, 4], g: ["a", "b", "c", "b"] }));
    expect(design && columnNames(design.predictor)).toEqual(["g[b]"]);
  });

  it("of a whole column are an error", () => {
    expect(tryDesign("y ~ empty", frame).codes).toEqual(["column-all-missing"]);
    expect(tryDesign("y ~ empty + nowhere", frame).codes.toSorted()).toEqual([
      "column-all-missing",
      "unknown-column",
    ]);
  });

  it("that leave no row are an error", () => {
    const apart = frameOf({ y: [1, null], x: [null, 2] });
    expect(tryDesign("y ~ x", apart).codes).toEqual(["no-complete-rows"]);
  });
});

describe("columns without information", () => {
  it.each([
    ["y ~ flat", "constant-column"],
    ["y ~ {flat - 2} + 0", "constant-column"],
    ["y ~ {1 + 1}", "constant-column"],
    ["y ~ same", "single-level-factor"],
    ["y ~ (same | g)", "single-level-factor"],
  ])("%s is an error", (formula, code) => {
    const { design, codes } = tryDesign(formula, frame);
    expect(design).toBeUndefined();
    expect(codes).toContain(code);
  });

  it("may be constant without an intercept", () => {
    expect(designOf("y ~ 0 + flat", frame).predictor.common).toHaveLength(1);
  });

  it("of combinations that never occur are left out with a warning, and refused in new data", () => {
    const sparse = frameOf({
      y: [1, 2, 3, 4, 5],
      a: ["a1", "a1", "a2", "a3", "a3"],
      b: ["b1", "b2", "b1", "b1", "b2"],
    });
    const { design, codes } = tryDesign("y ~ a*b", sparse);
    expect(codes).toEqual(["empty-combination"]);
    expect(columnNames(design!.predictor)).toEqual(["a[a2]", "a[a3]", "b[b2]", "a:b[a3, b2]"]);
    expect(tryNewData(design!, frameOf({ a: ["a3", "a2"], b: ["b2", "b1"] })).codes).toEqual([]);
    expect(tryNewData(design!, frameOf({ a: ["a2"], b: ["b2"] })).codes).toEqual([
      "new-common-level",
    ]);
  });
});

describe("new data", () => {
  const fit = crossedFrame();

  it.each([
    "y ~ a*b*c + x*z",
    "y ~ 0 + a:b:x + poly(x, 3):c + bs(z, df=5)",
    "y ~ scale(x):a + S(b):C(c) + (x + a | g/h) + (z || h)",
    "y ~ center(log(z + 1)) + {x ** 2}:b + offset(z) + (a:x | g:h)",
  ])("equal to the fitted data give the design of %s exactly", (formula) => {
    const design = designOf(formula, fit);
    const { predictor, codes } = tryNewData(design, fit);
    expect(codes).toEqual([]);
    expect(predictor).toEqual(design.predictor);
  });

  it("survive saving the state as JSON", () => {
    const design = designOf("y ~ a*x + bs(z, df=4) + (x|g:h)", fit);
    const state = JSON.parse(JSON.stringify(design.state)) as typeof design.state;
    expect(tryNewData({ ...design, state }, fit).predictor).toEqual(design.predictor);
  });

  it("need no response", () => {
    expect(tryNewData(designOf("y ~ x", fit), frameOf({ x: [1] })).codes).toEqual([]);
  });

  it("with a new level of a common categorical are an error that names it", () => {
    const design = designOf("y ~ a + (1|g)", fit);
    const { predictor, diagnostics } = tryNewData(
      design,
      frameOf({ a: ["a1", "a9"], g: ["g1", "g2"] }),
    );
    expect(predictor).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "new-common-level" }]);
    expect(diagnostics[0]?.message).toContain('"a9"');
    expect(diagnostics[0]?.message).toContain("`a`");
  });

  it("with new groups number them below zero, each level once", () => {
    const design = designOf("y ~ (1|g) + (1|g:h)", fit);
    const news = frameOf({ g: ["g9", "g2", "g8", "g9", "g9"], h: ["h1", "h2", "h1", "h2", "h1"] });
    const [single, nested] = tryNewData(design, news).predictor!.group.map(({ factor }) => factor);
    expect([...single!.index]).toEqual([-1, 1, -2, -1, -1]);
    expect(single!.newLevels).toEqual(["g9", "g8"]);
    expect([...nested!.index]).toEqual([-1, 3, -2, -3, -1]);
    expect(nested!.newLevels).toEqual(["g9:h1", "g8:h1", "g9:h2"]);
  });

  it("know an unobserved combination of known levels, which is not new", () => {
    const sparse = frameOf({ y: [1, 2], g: ["p", "q"], h: ["s", "t"] });
    const design = designOf("y ~ (1|g:h)", sparse);
    const { predictor } = tryNewData(design, frameOf({ g: ["p"], h: ["t"] }));
    expect(predictor?.group[0]?.factor).toMatchObject({ index: Int32Array.of(1), newLevels: [] });
  });

  it("match numeric groups and categories by value, not by printed text", () => {
    const design = designOf("y ~ C(m) + (1|m)", frameOf({ y: [1, 2, 3], m: [-0.5, 0.5, 0.5] }));
    const asText = frameOf({ m: ["0.50", "-.5"] });
    const asNumbers = frameOf({ m: [0.5, -0.5] });
    for (const news of [asText, asNumbers]) {
      const { predictor, codes } = tryNewData(design, news);
      expect(codes).toEqual([]);
      expect([...predictor!.group[0]!.factor.index]).toEqual([1, 0]);
      expect(commonMatrix(predictor!)[1]).toEqual([1, 0]);
    }
  });

  it("treat a number as categories where the fit did", () => {
    const design = designOf("y ~ k + (1|k)", frameOf({ y: [1, 2, 3], k: ["1", "2", "x"] }));
    const { predictor } = tryNewData(design, frameOf({ k: [2, 1] }));
    expect(commonMatrix(predictor!)[1]).toEqual([1, 0]);
    expect([...predictor!.group[0]!.factor.index]).toEqual([1, 0]);
  });

  it("of the wrong kind are an error", () => {
    const design = designOf("y ~ x", fit);
    expect(tryNewData(design, frameOf({ x: ["much", "little"] })).codes).toEqual(["number-needed"]);
  });

  it("with missing values are an error with the count and the line", () => {
    const design = designOf("y ~ x + (1|g)", fit);
    const gaps = {
      ...frameOf({ x: [1, null, 3], g: ["g1", "g1", null] }),
      origin: { file: "new.csv", lines: Int32Array.of(2, 3, 4) },
    };
    const { predictor, diagnostics } = tryNewData(design, gaps);
    expect(predictor).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: "missing-in-new-data", location: { file: "new.csv", line: 3 } },
    ]);
    expect(diagnostics[0]?.message).toContain("2 of 3 rows");
  });

  it("without a column are an error that names the nearest", () => {
    const fitted = frameOf({ y: [1, 2, 4], dose: [1, 2, 5], g: ["g1", "g2", "g1"] });
    const design = designOf("y ~ dose + (1|g)", fitted);
    const { diagnostics } = tryNewData(design, frameOf({ dosee: [1], g: ["g1"] }));
    expect(diagnostics).toMatchObject([{ code: "unknown-column" }]);
    expect(diagnostics[0]?.help).toContain("dosee");
  });

  it("extrapolate polynomials and splines", () => {
    const line = frameOf({ y: [1, 2, 3, 4, 5], x: [0, 1, 2, 3, 4] });
    const design = designOf("y ~ bs(x, df=3) + poly(x, 2)", line);
    const { predictor, codes } = tryNewData(design, frameOf({ x: [10] }));
    expect(codes).toEqual([]);
    const cubic = commonMatrix(predictor!)
      .slice(1, 4)
      .map((column) => column[0]!);
    const t = 10 / 4;
    const expected = [3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
    expected.forEach((value, k) => expect(cubic[k]).toBeCloseTo(value, 9));
  });
});

/** Full and reduced coding of categorical terms: the checked examples of the formula language. */
import { describe, expect, it } from "vitest";
import {
  columnNames,
  commonMatrix,
  crossedFrame,
  designOf,
  frameOf,
  tryDesign,
} from "../support/design-frames.js";

const frame = crossedFrame();
const names = (formula: string): readonly string[] =>
  columnNames(designOf(formula, frame).predictor);

/** Columns of each block, in order. */
function widths(formula: string): readonly (readonly [string, number])[] {
  const { common } = designOf(formula, frame).predictor;
  return common.map(({ term, columnNames: own }) => [term, own.length]);
}

describe("the coding of categorical terms", () => {
  it.each([
    [
      "a + b",
      [
        ["a", 2],
        ["b", 1],
      ],
    ],
    [
      "0 + a + b",
      [
        ["a", 3],
        ["b", 1],
      ],
    ],
    [
      "0 + b + a",
      [
        ["b", 2],
        ["a", 2],
      ],
    ],
    [
      "a*b",
      [
        ["a", 2],
        ["b", 1],
        ["a:b", 2],
      ],
    ],
    [
      "a:b",
      [
        ["b", 1],
        ["a:b", 4],
      ],
    ],
    ["0 + a:b", [["a:b", 6]]],
    [
      "a + a:b",
      [
        ["a", 2],
        ["a:b", 3],
      ],
    ],
    [
      "a/b",
      [
        ["a", 2],
        ["a:b", 3],
      ],
    ],
    [
      "b + a:b",
      [
        ["b", 1],
        ["a:b", 4],
      ],
    ],
    ["a:x", [["a:x", 3]]],
    [
      "x + a:x",
      [
        ["x", 1],
        ["a:x", 2],
      ],
    ],
    [
      "a*x - x",
      [
        ["a", 2],
        ["a:x", 3],
      ],
    ],
    [
      "a/x",
      [
        ["a", 2],
        ["a:x", 3],
      ],
    ],
    [
      "a*b - 1",
      [
        ["a", 3],
        ["b", 1],
        ["a:b", 2],
      ],
    ],
    ["a:b:x", [["a:b:x", 6]]],
    [
      "(a + b + c)**2",
      [
        ["a", 2],
        ["b", 1],
        ["c", 1],
        ["a:b", 2],
        ["a:c", 2],
        ["b:c", 1],
      ],
    ],
    [
      "a:b + a",
      [
        ["a:b", 3],
        ["a", 2],
      ],
    ],
    [
      "x:z:a + z:x",
      [
        ["x:z:a", 2],
        ["z:x", 1],
      ],
    ],
  ] as const)("%s", (terms, expected) => {
    expect(widths(`y ~ ${terms}`)).toEqual(expected);
  });

  it("codes by degree but keeps the written order", () => {
    expect(names("y ~ a:x + x")).toEqual(["a:x[a2]", "a:x[a3]", "x"]);
  });

  it("puts the first component of an interaction slowest", () => {
    expect(names("y ~ 0 + a:b")).toEqual([
      "a:b[a1, b1]",
      "a:b[a1, b2]",
      "a:b[a2, b1]",
      "a:b[a2, b2]",
      "a:b[a3, b1]",
      "a:b[a3, b2]",
    ]);
    expect(names("y ~ 0 + b:a")).toEqual([
      "b:a[b1, a1]",
      "b:a[b1, a2]",
      "b:a[b1, a3]",
      "b:a[b2, a1]",
      "b:a[b2, a2]",
      "b:a[b2, a3]",
    ]);
  });

  it("names an extra term by its own factors", () => {
    expect(names("y ~ a:b")).toEqual([
      "b[b2]",
      "a:b[a2, b1]",
      "a:b[a2, b2]",
      "a:b[a3, b1]",
      "a:b[a3, b2]",
    ]);
  });

  it("classes terms as numeric, categorical or mixed", () => {
    const { common } = designOf("y ~ x + a + a:x + a:b + x:z", frame).predictor;
    expect(common.map(({ composition }) => composition)).toEqual([
      "numeric",
      "categorical",
      "mixed",
      "categorical",
      "numeric",
    ]);
  });
});

describe("contrasts", () => {
  const small = frameOf({ y: [1, 2, 3, 5], k: ["a", "b", "c", "b"] });
  const matrix = (formula: string): readonly (readonly number[])[] =>
    commonMatrix(designOf(formula, small).predictor);

  it.each([
    ["C(k)", ["C(k)[b]", "C(k)[c]"]],
    ['C(k, Treatment("b"))', ['C(k, Treatment("b"))[a]', 'C(k, Treatment("b"))[c]']],
    ["C(k, Treatment)", ["C(k, Treatment)[b]", "C(k, Treatment)[c]"]],
    ["C(k, contrast=Sum)", ["C(k, contrast=Sum)[a]", "C(k, contrast=Sum)[b]"]],
    ['C(k, Sum("a"))', ['C(k, Sum("a"))[b]', 'C(k, Sum("a"))[c]']],
    ['T(k, "c")', ['T(k, "c")[a]', 'T(k, "c")[b]']],
    ['T(k, ref="c")', ['T(k, ref="c")[a]', 'T(k, ref="c")[b]']],
    ["S(k)", ["S(k)[a]", "S(k)[b]"]],
    ['S(k, omit="b")', ['S(k, omit="b")[a]', 'S(k, omit="b")[c]']],
    [
      'C(k, levels=["c", "b", "a"])',
      ['C(k, levels=["c", "b", "a"])[b]', 'C(k, levels=["c", "b", "a"])[a]'],
    ],
  ])("%s", (term, expected) => {
    expect(columnNames(designOf(`y ~ ${term}`, small).predictor)).toEqual(expected);
  });

  it("of treatment are zero for the reference", () => {
    expect(matrix('y ~ T(k, "b")')).toEqual([
      [1, 1, 1, 1],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
  });

  it("of sums are minus one for the omitted level", () => {
    expect(matrix("y ~ S(k)")).toEqual([
      [1, 1, 1, 1],
      [1, 0, -1, 0],
      [0, 1, -1, 1],
    ]);
  });

  it("of full sums begin with a mean", () => {
    const { predictor } = designOf("y ~ 0 + S(k)", small);
    expect(columnNames(predictor)).toEqual(["S(k)[mean]", "S(k)[a]", "S(k)[b]"]);
    expect(commonMatrix(predictor)[0]).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ['C(k, Treatment("d"))', "unknown-level"],
    ['T(k, "bb")', "unknown-level"],
    ['C(k, levels=["a", "b"])', "unknown-level"],
    ["C(k, Helmert)", "bad-call-argument"],
    ["C(k, contrasts=Sum)", "bad-call-argument"],
    ["C()", "bad-call-argument"],
    ["C(k, Sum, [1], 2)", "bad-call-argument"],
    ["T(k, k)", "bad-call-argument"],
  ])("%s is an error", (term, code) => {
    const { design, codes } = tryDesign(`y ~ ${term}`, small);
    expect(design).toBeUndefined();
    expect(codes).toContain(code);
  });
});

describe("the order of levels", () => {
  it("is numeric for numbers, which are named by their shortest form", () => {
    const numbers = frameOf({ y: [1, 2, 3, 4], k: [10, 2, 0.5, -1] });
    expect(columnNames(designOf("y ~ 0 + C(k)", numbers).predictor)).toEqual([
      "C(k)[-1]",
      "C(k)[0.5]",
      "C(k)[2]",
      "C(k)[10]",
    ]);
  });

  it("is the listed one, of numbers too", () => {
    const numbers = frameOf({ y: [1, 2, 3, 4], k: [1, 2, 3, 1] });
    expect(columnNames(designOf("y ~ 0 + C(k, levels=[3, 1, 2])", numbers).predictor)).toEqual([
      "C(k, levels=[3, 1, 2])[3]",
      "C(k, levels=[3, 1, 2])[1]",
      "C(k, levels=[3, 1, 2])[2]",
    ]);
  });

  it("is the declared one, ordered or not, without the levels that have no row", () => {
    const base = frameOf({ y: [1, 2, 3, 4] });
    const k = {
      kind: "factor",
      name: "k",
      codes: Int32Array.of(2, 0, 2, 0),
      levels: ["z", "m", "a"],
      ordered: false,
      declared: true,
    } as const;
    const declared = { ...base, columns: [...base.columns, k] };
    const { design, diagnostics } = tryDesign("y ~ 0 + k", declared);
    expect(design && columnNames(design.predictor)).toEqual(["k[z]", "k[a]"]);
    expect(diagnostics).toMatchObject([{ code: "unused-levels", severity: "note" }]);
    expect(diagnostics[0]?.message).toContain("m");
  });
});

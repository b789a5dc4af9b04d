/** Transforms, calls and names of columns: the checked examples of the formula language. */
import { describe, expect, it } from "vitest";
import {
  columnNames,
  commonMatrix,
  designOf,
  expand,
  frameOf,
  tryDesign,
  tryNewData,
} from "../support/design-frames.js";

const x = [1, 2, 4, 7, 11, 16];
const frame = frameOf({
  y: [1, 0, 2, 1, 3, 2],
  x,
  z: [2, 9, 4, 4, 1, 8],
  k: ["u", "v", "w", "u", "v", "w"],
});
const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
const sd = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length);

function columnOf(term: string): readonly number[] {
  return expand(designOf(`y ~ ${term}`, frame).predictor.common[0]!.columns)[0]!;
}

function expectClose(found: readonly number[], expected: readonly number[], digits = 12): void {
  expect(found).toHaveLength(expected.length);
  for (const [k, value] of expected.entries()) expect(found[k]).toBeCloseTo(value, digits);
}

describe("arithmetic in braces and calls", () => {
  it.each([
    ["{x + z}", (a: number, b: number) => a + b],
    ["{x * 2}", (a: number) => a * 2],
    ["{x / z}", (a: number, b: number) => a / b],
    ["{x ** 2}", (a: number) => a ** 2],
    ["{x ** -1}", (a: number) => 1 / a],
    ["{x ** 0.5}", (a: number) => Math.sqrt(a)],
    ["{x ** 1.5}", (a: number) => a ** 1.5],
    ["{-x}", (a: number) => -a],
    ["{x > 4}", (a: number) => Number(a > 4)],
    ["{x >= z}", (a: number, b: number) => Number(a >= b)],
    ["{x == 4}", (a: number) => Number(a === 4)],
    ["{x > 2 and z < 8}", (a: number, b: number) => Number(a > 2 && b < 8)],
    ["{not x > 2}", (a: number) => Number(a <= 2)],
    ["I(x - z)", (a: number, b: number) => a - b],
    ["log(x)", (a: number) => Math.log(a)],
    ["np.log(x)", (a: number) => Math.log(a)],
    ["log2(x)", (a: number) => Math.log2(a)],
    ["log10(x)", (a: number) => Math.log10(a)],
    ["exp(x / 10)", (a: number) => Math.exp(a / 10)],
    ["exp2(x)", (a: number) => 2 ** a],
    ["sqrt(x)", (a: number) => Math.sqrt(a)],
    ["abs(x - 5)", (a: number) => Math.abs(a - 5)],
    ["log(x + 1) ", (a: number) => Math.log(a + 1)],
  ])("%s", (term, compute) => {
    const z = [2, 9, 4, 4, 1, 8];
    expectClose(
      columnOf(term),
      x.map((value, row) => compute(value, z[row]!)),
      9,
    );
  });

  it('{k == "v"} is an indicator', () => {
    expect(columnOf('{k == "v"}')).toEqual([0, 1, 0, 0, 1, 0]);
    expect(columnOf('{k != "v"}')).toEqual([1, 0, 1, 1, 0, 1]);
  });
});

describe("names of columns", () => {
  it.each([
    ["{x**2}", ["I(x ** 2)"]],
    ["I( x **  2 )", ["I(x ** 2)"]],
    ["{2*(x+z)}", ["I(2 * (x + z))"]],
    ["{2*x+z}", ["I(2 * x + z)"]],
    ["{(2*x)+z}", ["I(2 * x + z)"]],
    ["{x - (z - 1)}", ["I(x - (z - 1))"]],
    ["poly(x,2)", ["poly(x, 2)[0]", "poly(x, 2)[1]"]],
    [
      "poly(x, degree = 2, raw = True)",
      ["poly(x, degree=2, raw=True)[0]", "poly(x, degree=2, raw=True)[1]"],
    ],
    ["poly(x, 1)", ["poly(x, 1)"]],
    ["C(k)", ["C(k)[v]", "C(k)[w]"]],
    [
      "poly(x, 2):k - 1",
      ["[0, u]", "[0, v]", "[0, w]", "[1, u]", "[1, v]", "[1, w]"].map((s) => `poly(x, 2):k${s}`),
    ],
    ["`x`", ["x"]],
  ])("of %s", (term, expected) => {
    expect(columnNames(designOf(`y ~ ${term}`, frame).predictor)).toEqual(expected);
  });

  it("lose the back-quotes of odd columns", () => {
    const odd = frameOf({ y: [1, 2, 4], "my var": [1, 5, 2] });
    expect(columnNames(designOf("y ~ `my var` + log(`my var`)", odd).predictor)).toEqual([
      "my var",
      "log(my var)",
    ]);
  });

  it("may not be the same for two columns", () => {
    const odd = frameOf({ y: [1, 2, 4, 3], a: [1, 5, 2, 2], b: [3, 1, 1, 2], "a:b": [1, 0, 0, 5] });
    expect(tryDesign("y ~ a:b + `a:b`", odd).codes).toEqual(["ambiguous-name"]);
  });
});

describe("stateful transforms", () => {
  it("center subtracts the mean", () => {
    expectClose(
      columnOf("center(x)"),
      x.map((value) => value - mean),
    );
  });

  it.each(["scale(x)", "standardize(x)"])(
    "%s divides by the population standard deviation",
    (term) => {
      expectClose(
        columnOf(term),
        x.map((value) => (value - mean) / sd),
      );
    },
  );

  it("keep a state of their own wherever they are nested", () => {
    const logs = x.map(Math.log);
    const centre = logs.reduce((sum, value) => sum + value, 0) / x.length;
    const expected = x.map((value) => (Math.log(value) - centre) * (value - mean));
    expectClose(columnOf("{center(log(x)) * center(x)}"), expected);
  });

  it("remember the fit on new data", () => {
    const design = designOf(
      "y ~ center(x) + {scale(log(x)) ** 2} + poly(x, 2) + bs(x, df=4)",
      frame,
    );
    const one = frameOf({ x: [7] }, "new");
    const { predictor } = tryNewData(design, one);
    const fitted = commonMatrix(design.predictor).map((column) => column[3]);
    expect(commonMatrix(predictor!).map((column) => column[0])).toEqual(fitted);
  });

  it("of a constant column are an error", () => {
    const flat = frameOf({ y: [1, 2], x: [3, 3] });
    expect(tryDesign("y ~ scale(x)", flat).codes).toEqual(["constant-column"]);
    expect(tryDesign("y ~ 0 + center(x)", flat).codes).toEqual(["constant-column"]);
  });
});

describe("binary", () => {
  it.each([
    ['binary(k, "v")', [0, 1, 0, 0, 1, 0]],
    ['B(k, success="w")', [0, 0, 1, 0, 0, 1]],
    ["binary(k)", [1, 0, 0, 1, 0, 0]],
    ["binary(z, 4)", [0, 0, 1, 1, 0, 0]],
  ])("%s is 1 for one level", (term, expected) => {
    expect(columnOf(term)).toEqual(expected);
  });

  it("says which level it took by default", () => {
    const { diagnostics } = tryDesign("y ~ binary(k)", frame);
    expect(diagnostics).toMatchObject([{ code: "success-level-chosen", severity: "note" }]);
    expect(diagnostics[0]?.message).toContain('"u"');
  });

  it("refuses a level that the data does not have", () => {
    expect(tryDesign('y ~ binary(k, "q")', frame).codes).toEqual(["unknown-level"]);
  });
});

describe("offsets", () => {
  it("are summed beside the coefficients", () => {
    const { predictor } = designOf("y ~ z + offset(log(x)) + offset(2)", frame);
    expect(columnNames(predictor)).toEqual(["z"]);
    expectClose(
      [...predictor.offset!],
      x.map((value) => Math.log(value) + 2),
    );
  });

  it("of new data come from the new data", () => {
    const design = designOf("y ~ z + offset(log(x))", frame);
    const { predictor } = tryNewData(design, frameOf({ x: [100], z: [1] }));
    expectClose([...predictor!.offset!], [Math.log(100)]);
  });
});

describe("arguments of functions", () => {
  it.each([
    ["poly(x, 0)", "bad-call-argument"],
    ["poly(x, 1.5)", "bad-call-argument"],
    ["poly(x, 6)", "bad-call-argument"],
    ["poly(x, degre=2)", "bad-call-argument"],
    ["poly(x, 2, raw=1)", "bad-call-argument"],
    ["poly(x, 2, degree=2)", "bad-call-argument"],
    ["poly(x, z)", "bad-call-argument"],
    ["poly(k, 2)", "number-needed"],
    ["center(k)", "number-needed"],
    ["{k + 1}", "number-needed"],
    ["log(poly(x, 2))", "number-needed"],
    ["{x < k}", "number-needed"],
    ["(1 | poly(x, 2))", "bad-call-argument"],
    ["bs(x)", "bad-call-argument"],
    ["bs(x, df=2)", "bad-call-argument"],
    ["bs(x, df=5, knots=[3])", "bad-call-argument"],
    ["bs(x, knots=[40])", "bad-call-argument"],
    ["bs(x, df=4, lower_bound=9, upper_bound=2)", "bad-call-argument"],
    ["lgo(x)", "unknown-function"],
    ["center()", "bad-call-argument"],
    ["center(x, z)", "bad-call-argument"],
    ['{k == "q"}', "unknown-level"],
    ["log(x - 5)", "not-finite"],
    ["{1 / (x - 4)}", "not-finite"],
    ["exp(x * 100)", "not-finite"],
    ["{x:z}", "bad-term"],
  ])("%s is an error", (term, code) => {
    const { design, codes } = tryDesign(`y ~ ${term}`, frame);
    expect(design).toBeUndefined();
    expect(codes).toEqual([code]);
  });

  it("suggest the nearest name", () => {
    expect(tryDesign("y ~ poly(x, degre=2)", frame).diagnostics[0]?.help).toContain("degree");
    expect(tryDesign("y ~ cente(x)", frame).diagnostics[0]?.help).toContain("center");
  });
});

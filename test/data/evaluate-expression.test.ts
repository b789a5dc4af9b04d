import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { evaluateExpression } from "../../src/data/index.js";
import type { DataFrame } from "../../src/data/index.js";
import { codes, expression, table } from "./support/tables.js";

const frame = table({
  x: [1, 2, null, 4],
  z: [0.5, -0.5, 3, 0],
  g: ["a", "b", "a", null],
});

function numbers(text: string, data: DataFrame = frame): number[] {
  const sink = collectDiagnostics();
  const value = evaluateExpression(expression(text), data, sink);
  expect(sink.diagnostics).toEqual([]);
  return value?.kind === "numeric" ? Array.from(value.values) : [];
}

describe("expressions over columns", () => {
  it.each([
    ["x + 2 * z", [2, 1, NaN, 4]],
    ["-(x ** 2)", [-1, -4, NaN, -16]],
    ["(x + 1) / 2", [1, 1.5, NaN, 2.5]],
    ["x > 1", [0, 1, NaN, 1]],
    ["x > 1 and z < 0", [0, 1, 0, 0]],
    ["x > 1 or z > 0", [1, 1, 1, 1]],
    ["not (x == 1)", [0, 1, NaN, 1]],
    ['g == "a"', [1, 0, 1, NaN]],
    ['g != "zebra"', [1, 1, 1, NaN]],
    ["where(z > 0, x, -x)", [1, -2, NaN, -4]],
    ["min(x, z, 0.7)", [0.5, -0.5, NaN, 0]],
    ["max(x, z)", [1, 2, NaN, 4]],
    ["is_missing(x) + is_missing(g)", [0, 0, 1, 1]],
    ["round(z)", [0, 0, 3, 0]],
    ["round(x / 3, digits = 2)", [0.33, 0.67, NaN, 1.33]],
    ["floor(z) + ceil(z)", [1, -1, 6, 0]],
    ["log10(1000) + log2(8) + sqrt(4) + abs(-1)", [9, 9, 9, 9]],
    ["true + false", [1, 1, 1, 1]],
    ["{x * 2}", [2, 4, NaN, 8]],
  ])("%s", (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  it("agrees with the platform's functions to a few units in the last place", () => {
    const data = table({ x: Array.from({ length: 50 }, (_, i) => (i + 1) / 17) });
    const [exps, logs, powers] = [
      numbers("exp(x)", data),
      numbers("log(x)", data),
      numbers("x ** 1.7", data),
    ];
    numbers("x", data).forEach((x, row) => {
      expect(exps[row]! / Math.exp(x)).toBeCloseTo(1, 14);
      expect(logs[row]).toBeCloseTo(Math.log(x), 14);
      expect(powers[row]! / Math.pow(x, 1.7)).toBeCloseTo(1, 13);
    });
  });

  it("inverse_logit and logit undo each other, also far out", () => {
    const data = table({ x: [-700, -30, -1, 0, 1, 30] });
    numbers("logit(inverse_logit(x))", data).forEach((value, row) => {
      expect(value).toBeCloseTo(numbers("x", data)[row]!, 1);
    });
  });

  it("compares levels of an ordered factor by their order", () => {
    const ordered: DataFrame = {
      kind: "data",
      name: "o",
      rowCount: 3,
      columns: [
        {
          kind: "factor",
          name: "e",
          codes: Int32Array.of(0, 1, 2),
          levels: ["low", "mid", "high"],
          ordered: true,
          declared: true,
        },
      ],
    };
    expect(numbers('e >= "mid"', ordered)).toEqual([0, 1, 1]);
  });

  it.each([
    ["y + 1", "unknown-column"],
    ["logg(x)", "unknown-function"],
    ["constructor(x)", "unknown-function"],
    ["g + 1", "bad-expression"],
    ["log(g)", "bad-expression"],
    ["log(x, z)", "bad-expression"],
    ["log(base = x)", "bad-expression"],
    ["where(x, z)", "bad-expression"],
    ['g < "b"', "bad-expression"],
    ['x == "a"', "bad-expression"],
    ["x : z", "bad-expression"],
    ["[1, 2]", "bad-expression"],
    ["normal(0, 1)", "bad-expression"],
  ])("%s is reported as %s", (text, code) => {
    const sink = collectDiagnostics();
    expect(evaluateExpression(expression(text), frame, sink)).toBeUndefined();
    expect(codes(sink)).toEqual([code]);
    expect(sink.diagnostics[0]?.span).toBeDefined();
  });

  it("names the nearest column and function", () => {
    const sink = collectDiagnostics();
    evaluateExpression(expression("stat + 1"), table({ state: [1] }), sink);
    evaluateExpression(expression("sqr(x)"), frame, sink);
    expect(sink.diagnostics.map(({ help }) => help)).toEqual([
      "did you mean `state`?",
      "did you mean `sqrt`?",
    ]);
  });

  it("an expression can only compute: names of JavaScript's objects are unknown columns", () => {
    for (const text of ["__proto__", "constructor", "process", "globalThis"]) {
      const sink = collectDiagnostics();
      evaluateExpression(expression(`\`${text}\``), frame, sink);
      expect(codes(sink)).toEqual(["unknown-column"]);
    }
  });
});

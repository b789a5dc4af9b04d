import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { crossLevels, readCross, simulateFrame } from "../../src/data/index.js";
import type { CrossSpecification, DataFrame } from "../../src/data/index.js";
import { openStream } from "../../src/math/index.js";
import { cells, codes, definitions, expression, table } from "./support/tables.js";

function cross(text: string): CrossSpecification {
  const sink = collectDiagnostics();
  const call = expression(text);
  const read = call.kind === "call" ? readCross(call, sink) : undefined;
  if (read === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return read;
}

function simulate(
  base: DataFrame | CrossSpecification | number,
  columns: Record<string, string>,
  seed = 1,
): DataFrame | undefined {
  const sink = collectDiagnostics();
  const random = openStream(seed, "simulate");
  const frame = simulateFrame(base, definitions(columns), random, "sim", sink);
  expect(sink.diagnostics).toEqual([]);
  return frame;
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

describe("cross", () => {
  it("has every combination once, the first column slowest, texts in the order given", () => {
    const frame = crossLevels(
      cross('cross(state = levels("s", 10), eth = ["W", "B"], male = [-0.5, 0.5])'),
      "c",
    );
    expect(frame.rowCount).toBe(40);
    expect(cells(frame, "state").slice(0, 5)).toEqual(["s01", "s01", "s01", "s01", "s02"]);
    expect(cells(frame, "eth").slice(0, 4)).toEqual(["W", "W", "B", "B"]);
    expect(cells(frame, "male").slice(0, 3)).toEqual([-0.5, 0.5, -0.5]);
    expect(frame.columns[1]).toMatchObject({ levels: ["W", "B"], declared: true });
  });

  it.each([
    'cross(["a"])',
    "cross()",
    'cross(a = ["x", 1])',
    'cross(a = ["x", "x"])',
    'cross(a = levels("s"))',
    'cross(a = levels("s", 0))',
    "cross(a = [])",
    "cross(a = 3)",
    'cross(a = ["x"], a = ["y"])',
    'cross(a = levels("a", 10000), b = levels("b", 10000))',
  ])("refuses %s", (text) => {
    const sink = collectDiagnostics();
    const call = expression(text);
    expect(call.kind === "call" && readCross(call, sink)).toBeUndefined();
    expect(codes(sink)).toEqual(["bad-expression"]);
  });
});

describe("simulate", () => {
  it("gives the same table for the same seed and another for another", () => {
    const columns = {
      x: "normal(0, 1)",
      y: "poisson(exp(x))",
      z: "binomial(10, inverse_logit(x))",
    };
    expect(simulate(50, columns)).toEqual(simulate(50, columns));
    expect(cells(simulate(50, columns, 2), "x")).not.toEqual(cells(simulate(50, columns), "x"));
  });

  /* 14 two-sided comparisons at 4.5 standard errors: false alarm below 1e-4 for all together. */
  it.each([
    ["normal(2, 3)", 2, 3],
    ["uniform(-1, 3)", 1, 4 / Math.sqrt(12)],
    ["bernoulli(0.3)", 0.3, Math.sqrt(0.21)],
    ["binomial(20, 0.7)", 14, Math.sqrt(4.2)],
    ["poisson(6.5)", 6.5, Math.sqrt(6.5)],
    ["gamma(3, rate = 2)", 1.5, Math.sqrt(3) / 2],
    ["exponential(4)", 0.25, 0.25],
  ])("%s has its distribution's mean and standard deviation", (text, mean, sd) => {
    const size = 20_000;
    const found = moments(cells(simulate(size, { v: text }), "v") as number[]);
    expect(Math.abs(found.mean - mean)).toBeLessThan((4.5 * sd) / Math.sqrt(size));
    expect(Math.abs(found.sd / sd - 1)).toBeLessThan(4.5 * Math.sqrt(2 / size));
  });

  it("each draws once per level or combination", () => {
    const base = cross('cross(state = levels("s", 30), eth = ["W", "B"], rep = [1, 2, 3])');
    const frame = simulate(base, {
      u: "each(state, normal(0, 1))",
      v: "each(state, eth, normal(0, 1))",
    });
    const byKey = (key: (row: number) => string, values: unknown[]): Set<unknown>[] => {
      const sets = new Map<string, Set<unknown>>();
      values.forEach((value, row) =>
        sets.set(key(row), (sets.get(key(row)) ?? new Set()).add(value)),
      );
      return [...sets.values()];
    };
    const [state, eth] = [cells(frame, "state"), cells(frame, "eth")];
    const ofState = byKey((row) => String(state[row]), cells(frame, "u"));
    expect(ofState.every((values) => values.size === 1)).toBe(true);
    expect(new Set(cells(frame, "u")).size).toBe(30);
    const ofBoth = byKey((row) => `${String(state[row])}${String(eth[row])}`, cells(frame, "v"));
    expect(ofBoth.every((values) => values.size === 1)).toBe(true);
    expect(new Set(cells(frame, "v")).size).toBe(60);
  });

  it("each may use columns that are constant within its levels, and refuses others", () => {
    const base = table({ g: ["b", "a", "b"], m: [5, 7, 5], x: [1, 2, 3] });
    expect(cells(simulate(base, { v: "each(g, normal(m, 0))" }), "v")).toEqual([5, 7, 5]);
    const sink = collectDiagnostics();
    const random = openStream(1, "simulate");
    expect(
      simulateFrame(base, definitions({ v: "each(g, normal(x, 1))" }), random, "s", sink),
    ).toBeUndefined();
    expect(sink.diagnostics[0]?.message).toContain("`x` has several values");
  });

  it("allocate gives every unit away, in proportion to the weights and never to a weight of zero", () => {
    const base = table({ w: [1, 0, 3, 6] });
    const frame = simulate(base, { n: "allocate(100000, w)" });
    const counts = cells(frame, "n") as number[];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100_000);
    expect(counts[1]).toBe(0);
    [0.1, 0, 0.3, 0.6].forEach((share, row) => {
      const sd = Math.sqrt(100_000 * share * (1 - share));
      expect(Math.abs(counts[row]! - 100_000 * share)).toBeLessThanOrEqual(4.5 * sd);
    });
  });

  it("choice picks among levels with equal chances", () => {
    const frame = simulate(3000, { g: 'choice(["a", "b", "c"])', k: "choice([1, 2])" });
    const counts = ["a", "b", "c"].map(
      (level) => cells(frame, "g").filter((g) => g === level).length,
    );
    for (const count of counts)
      expect(Math.abs(count - 1000)).toBeLessThan(4.5 * Math.sqrt(3000 * (2 / 9)));
    expect(new Set(cells(frame, "k"))).toEqual(new Set([1, 2]));
  });

  it("missing parameters give missing draws", () => {
    const frame = simulate(table({ m: [1, null] }), { v: "normal(m, 0)" });
    expect(cells(frame, "v")).toEqual([1, NaN]);
  });

  it.each([
    ["normal(0, -1)", "impossible-parameter"],
    ["bernoulli(1.5)", "impossible-parameter"],
    ["binomial(2.5, 0.5)", "impossible-parameter"],
    ["poisson(-1)", "impossible-parameter"],
    ["gamma(0, 1)", "impossible-parameter"],
    ["exponential(0)", "impossible-parameter"],
    ["normal(1 / 0, 1)", "impossible-parameter"],
    ["binomial(10)", "bad-expression"],
    ["allocate(2.5, x)", "bad-expression"],
    ["allocate(10, x - 5)", "bad-expression"],
    ["each(normal(0, 1))", "bad-expression"],
    ["each(y, normal(0, 1))", "unknown-column"],
    ['choice("a")', "bad-expression"],
  ])("%s is refused as %s", (text, code) => {
    const sink = collectDiagnostics();
    const random = openStream(1, "simulate");
    const base = table({ x: [1, 2] });
    expect(simulateFrame(base, definitions({ v: text }), random, "s", sink)).toBeUndefined();
    expect(codes(sink)).toEqual([code]);
  });
});

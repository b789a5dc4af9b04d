import { describe, expect, it } from "vitest";
import { openStream } from "../../src/math/index.js";
import type { DataFrame } from "../../src/data/index.js";
import { frameOf, only, resolve } from "./specify.js";

const states = ["AL", "CA", "NY", "TX", "VA"];
const shares: Record<string, number> = { AL: 0.62, CA: 0.33, NY: 0.37, TX: 0.52, VA: 0.45 };

/** Respondents in five states, with the state's vote share beside each. */
function survey(rows = 200): DataFrame {
  const random = openStream(1, "survey");
  const state = Array.from({ length: rows }, (_, row) => states[row % states.length]!);
  const age = state.map(() => ["18-29", "30-64", "65+"][Math.floor(3 * random.uniform())]!);
  const male = state.map(() => (random.uniform() < 0.5 ? -0.5 : 0.5));
  const y = state.map(() => (random.uniform() < 0.5 ? 1 : 0));
  const z = state.map(() => random.normal());
  return frameOf({
    state,
    age,
    male,
    y,
    z,
    repvote: state.map((one) => shares[one]!),
    female: male.map((one) => 0.5 - one),
    area: state.map((one) => `area of ${one}`),
    year: state.map((_, row) => 1990 + (row % 17)),
    n: state.map((_, row) => (row % 5 === 2 ? 0 : 1)),
    hits: state.map((_, row) => (row % 5 === 2 ? 0 : y[row]!)),
  });
}

const bernoulli = (terms: string): ReturnType<typeof resolve> =>
  resolve(`y ~ ${terms}\nfamily = bernoulli`, survey());

describe("collinear common columns are named with what they depend on", () => {
  it("an area predictor beside area dummies, in either order", () => {
    for (const terms of ["C(state) + age + male + repvote", "repvote + male + age + C(state)"]) {
      const resolution = bernoulli(terms);
      const warning = only(resolution, "collinear-columns");
      expect(warning.severity).toBe("warning");
      expect(warning.message).toBe(
        "`repvote` is a linear combination of the columns of `C(state)`",
      );
      expect(warning.help).toContain("`(1 | state)`");
      expect(resolution.spec).toBeDefined();
    }
  });

  it("two numeric columns and the intercept", () => {
    const { message } = only(bernoulli("male + female"), "collinear-columns");
    expect(message).toBe("`female` is a linear combination of `male`");
  });

  it("two factors that say the same, once for each column of the second", () => {
    const { diagnostics } = bernoulli("state + area");
    const warnings = diagnostics.filter(({ code }) => code === "collinear-columns");
    expect(warnings.length).toBe(4);
    expect(warnings[0]!.message).toMatch(
      /^`area\[.*\]` is a linear combination of the columns of `state`$/u,
    );
  });

  it("without an intercept only what is dependent without it", () => {
    expect(bernoulli("0 + male + female").codes).toEqual([]);
    const { message } = only(bernoulli("0 + state + repvote"), "collinear-columns");
    expect(message).toBe("`repvote` is a linear combination of the columns of `state`");
  });

  it("no warning where columns are only strongly correlated", () => {
    for (const terms of [
      "year + {year ** 2}",
      "state * age + male",
      "age + z + age:z",
      "poly(z, 3)",
    ]) {
      expect(bernoulli(terms).codes.filter((code) => code === "collinear-columns")).toEqual([]);
    }
  });

  it("a factor with thousands of levels is checked without a column for each", () => {
    const rows = 9000;
    const unit = Array.from({ length: rows }, (_, row) => `u${row % 3000}`);
    const random = openStream(3, "units");
    const frame = frameOf({
      unit,
      y: unit.map(() => random.normal()),
      z: unit.map(() => random.normal()),
      w: unit.map((one) => Number(one.slice(1)) ** 0.5),
    });
    const resolution = resolve("y ~ z + w + unit\nfamily = gaussian", frame);
    expect(only(resolution, "collinear-columns").message).toBe(
      "`w` is a linear combination of the columns of `unit`",
    );
    expect(only(resolution, "many-level-factor").help).toContain("`(1 | unit)`");
  });
});

describe("separated data", () => {
  const frame = frameOf({
    y: [0, 0, 0, 1, 0, 1, 1, 1],
    x: [1, 2, 3, 5, 4, 6, 7, 8],
    q: [1, 2, 3, 4, 4, 6, 7, 8],
    b: [0, 0, 0, 0, 0, 1, 1, 1],
    a: ["p", "p", "p", "q", "q", "r", "r", "r"],
    n: [2, 2, 2, 2, 2, 2, 2, 2],
  });
  const warningOf = (terms: string): string =>
    only(resolve(`y ~ ${terms}\nfamily = bernoulli`, frame), "separated-data").message;

  it("completely, by a number", () => {
    expect(warningOf("q")).toContain("except where it is equal");
    expect(
      only(resolve("{y == 1} ~ x\nfamily = bernoulli", frame), "separated-data").message,
    ).toContain("`x` separates successes from failures completely");
  });

  it("except in part, by an indicator", () => {
    expect(warningOf("b")).toContain("`b` separates");
  });

  it("by levels of a factor, the reference level included", () => {
    expect(warningOf("a")).toContain("every trial has the same outcome in `a[p]` and `a[r]`");
  });

  it("is not reported of overlapping data, nor of another family", () => {
    expect(resolve("p(y, n) ~ x + b\nfamily = binomial", frame).codes).toEqual([]);
    expect(resolve("y ~ x + b\nfamily = gaussian", frame).codes).toEqual([]);
  });
});

describe("other warnings about a design", () => {
  it("a level that only stands in rows without trials keeps its prior", () => {
    const resolution = resolve("p(hits, n) ~ state\nfamily = binomial", survey());
    expect(only(resolution, "column-without-data").message).toContain("`state[NY]` is the same");
    expect(resolution.codes).not.toContain("collinear-columns");
  });

  it("a grouping factor with one level", () => {
    const frame = frameOf({ y: [1, 2, 4], g: ["u", "u", "u"] });
    const { codes } = resolve("y ~ 1 + (1 | g)\nfamily = gaussian", frame);
    expect(codes).toContain("few-group-levels");
  });

  it("a group intercept for every row, beside a residual scale but not beside known errors", () => {
    const frame = frameOf({ y: [1, 2, 4], s: [1, 1, 2], g: ["u", "v", "w"] });
    expect(resolve("y ~ 1 + (1 | g)\nfamily = gaussian", frame).codes).toContain(
      "as-many-levels-as-rows",
    );
    expect(resolve("se(y, s) ~ 1 + (1 | g)\nfamily = gaussian", frame).codes).toEqual([]);
  });

  it("numeric columns on very different scales", () => {
    const frame = frameOf({ y: [1, 2, 4, 3], x: [0, 1, 1, 0.5], dollars: [1e5, 3e5, 2e5, 9e4] });
    const warning = only(
      resolve("y ~ x + dollars\nfamily = gaussian", frame),
      "very-different-scales",
    );
    expect(warning.help).toBe("bring them to comparable units, for example `scale(dollars)`");
  });
});

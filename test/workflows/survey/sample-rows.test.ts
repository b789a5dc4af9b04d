import { describe, expect, it } from "vitest";
import { frameFromColumns, ModelError, sample } from "../../../src/index.js";
import type { DataFrame, SampleOptions } from "../../../src/index.js";
import { findColumn } from "../../../src/data/index.js";

const people = frameFromColumns("people", {
  id: Array.from({ length: 400 }, (_, row) => row),
  age: Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? "old" : "young")),
});

const cells = frameFromColumns("cells", {
  state: ["A", "A", "B", "B"],
  old: [0, 1, 0, 1],
  n: [4000, 1000, 3000, 2000],
  y: [1000, 600, 600, 1500],
});

function numbersOf(data: DataFrame, name: string): number[] {
  const column = findColumn(data, name);
  return column?.kind === "numeric" ? Array.from(column.values) : [];
}

describe("samples of rows", () => {
  it("are as large as asked, in the data's order, and nobody is in them twice", () => {
    const ids = numbersOf(sample(people, { n: 100, seed: 3 }), "id");
    expect(ids).toHaveLength(100);
    expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
  });

  it("are the same for the same seed and others for another", () => {
    const draw = (seed: number): number[] => numbersOf(sample(people, { n: 10, seed }), "id");
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("lean to what an expression weights", () => {
    const options = { n: 100, weights: 'where(age == "old", 4, 1)' };
    const drawn = findColumn(sample(people, options), "age")!;
    const old = drawn.kind === "factor" ? drawn.codes.filter((code) => code === 0).length : 0;
    // 51 are expected, 25 in a fair sample; 31 is five standard deviations from the first.
    expect(old).toBeGreaterThan(31);
  });

  it("with replacement may have a row more than once, and be larger than the data", () => {
    const ids = numbersOf(sample(people, { n: 1000, replace: true }), "id");
    expect(ids).toHaveLength(1000);
    expect(new Set(ids).size).toBeLessThan(400);
  });
});

describe("samples of cells", () => {
  it("keep every cell, with the people drawn from it and those of them who say yes", () => {
    const drawn = sample(cells, { n: 500, count: "n", successes: "y", weights: "1 + 3 * old" });
    const [n, y] = [numbersOf(drawn, "n"), numbersOf(drawn, "y")];
    expect(n.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(drawn.rowCount).toBe(4);
    // Shares of people times weights are 4, 4, 3, 8 of 19; 5 standard deviations of multinomial counts.
    [4, 4, 3, 8].forEach((share, cell) => {
      const expected = (500 * share) / 19;
      expect(Math.abs(n[cell]! - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
    [0.25, 0.6, 0.2, 0.75].forEach((share, cell) => {
      const bound = 5 * Math.sqrt((share * (1 - share)) / n[cell]!);
      expect(Math.abs(y[cell]! / n[cell]! - share)).toBeLessThan(bound);
    });
  });

  it("are all people where all are drawn", () => {
    const drawn = sample(cells, { n: 10_000, count: "n", successes: "y" });
    expect(numbersOf(drawn, "n")).toEqual([4000, 1000, 3000, 2000]);
    expect(numbersOf(drawn, "y")).toEqual([1000, 600, 600, 1500]);
  });
});

describe("samples that cannot be drawn", () => {
  it.each<[string, SampleOptions, string]>([
    ["more rows than there are", { n: 5 }, "too-few-to-sample"],
    ["more than have a positive weight", { n: 3, weights: "old" }, "too-few-to-sample"],
    ["negative weights", { n: 1, weights: "old - 1" }, "bad-weight"],
    ["weights that are all zero", { n: 1, weights: "0 * old" }, "bad-weight"],
    ["text for weights", { n: 1, weights: "state" }, "not-a-number"],
    ["weights of an absent column", { n: 1, weights: "age" }, "unknown-column"],
    ["successes without people", { n: 1, successes: "y" }, "bad-argument"],
    ["more successes than people", { n: 1, successes: "n", count: "y" }, "bad-argument"],
    ["weights that are no expression", { n: 1, weights: "1 +" }, "syntax-error"],
  ])("%s", (_, options, code) => {
    try {
      sample(cells, options);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
        code,
      ]);
    }
  });
});

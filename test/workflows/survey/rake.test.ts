import { describe, expect, it } from "vitest";
import { frameFromColumns, ModelError, rake } from "../../../src/index.js";
import type { DataFrame, RakeOptions } from "../../../src/index.js";
import { findColumn, gradeColumn, readTable } from "../../../src/data/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import { readShared, sharedIsHere } from "../../reference/shared-data.js";
import { frame, golden, relativeGap, sample } from "./golden.js";

/** Sums of weights by label of a column. */
function totalsOf(
  data: DataFrame,
  weights: ArrayLike<number>,
  name: string,
): Record<string, number> {
  const { codes, labels } = gradeColumn(findColumn(data, name)!);
  const totals: Record<string, number> = {};
  codes.forEach((code, row) => {
    totals[labels[code]!] = (totals[labels[code]!] ?? 0) + weights[row]!;
  });
  return totals;
}

function numbersOf(data: DataFrame, name: string): Float64Array {
  const column = findColumn(data, name);
  return column?.kind === "numeric" ? column.values : new Float64Array();
}

function mistakes(...call: Parameters<typeof rake>): string[] {
  try {
    rake(...call);
    return [];
  } catch (error) {
    if (error instanceof ModelError)
      return error.diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => code);
    throw error;
  }
}

const four = { by: ["state", "age", "edu", "male"], weight: "N", base: "w" } as const;

describe("raking", () => {
  it("gives the weights of R's survey package, from design weights", () => {
    const { weights, converged } = rake(sample, frame, four);
    expect(converged).toBe(true);
    expect(relativeGap(weights, golden.raked)).toBeLessThan(1e-6);
  });

  it("to a crossing of two variables too", () => {
    const { weights } = rake(sample, frame, { ...four, by: ["state", "age:edu"] });
    expect(relativeGap(weights, golden.crossed)).toBeLessThan(1e-6);
  });

  it("poststratifies where all variables are one margin", () => {
    const options = { ...four, by: ["edu", "male"], method: "poststratify" } as const;
    const { weights, rounds } = rake(sample, frame, options);
    expect(relativeGap(weights, golden.poststratified)).toBeLessThan(1e-12);
    expect(rounds).toBe(2);
  });

  it("keeps the ratios of design weights within a combination of levels", () => {
    const { weights } = rake(sample, frame, { ...four, by: ["male"] });
    const { weights: plain } = rake(sample, frame, { by: ["male"], weight: "N" });
    const base = numbersOf(sample, "w");
    const male = numbersOf(sample, "male");
    const [first, second] = [0, male.indexOf(male[0]!, 1)] as const;
    expect(weights[first]! / weights[second]!).toBeCloseTo(base[first]! / base[second]!, 12);
    expect(plain[first]).toBe(plain[second]);
  });

  it("takes margins as tables of totals, each with columns of its own", () => {
    const tables = ["state", "age", "edu", "male"].map((name) => {
      const totals = totalsOf(frame, numbersOf(frame, "N"), name);
      const keys = Object.keys(totals);
      const cells = name === "male" ? keys.map(Number) : keys;
      return frameFromColumns(name, { [name]: cells, N: Object.values(totals) });
    });
    const { weights } = rake(sample, tables, { weight: "N", base: "w" });
    expect(relativeGap(weights, golden.raked)).toBeLessThan(1e-6);
  });

  it("takes cells with counts for as many respondents", () => {
    const people = frameFromColumns("people", {
      sex: ["f", "f", "f", "m", "m", "f"],
      age: ["o", "o", "y", "o", "y", "o"],
    });
    const cells = frameFromColumns("cells", {
      sex: ["f", "f", "m", "m", "f"],
      age: ["o", "y", "o", "y", "o"],
      n: [3, 1, 1, 1, 0],
    });
    const census = frameFromColumns("census", {
      sex: ["f", "f", "m", "m"],
      age: ["o", "y", "o", "y"],
      N: [30, 20, 25, 40],
    });
    const options = { by: ["sex", "age"], weight: "N" } as const;
    const one = rake(people, census, options);
    const all = rake(cells, census, { ...options, count: "n" });
    expect(all.weights[0]).toBeCloseTo(one.weights[0]!, 10);
    expect(all.weights[4]).toBe(0);
    expect(all.designEffect).toBeCloseTo(one.designEffect, 12);
    expect(all.effectiveSize).toBeCloseTo(one.effectiveSize, 10);
  });

  it("says Kish's design effect and effective sample size", () => {
    const raked = rake(sample, frame, four);
    const squares = raked.weights.reduce((sum, weight) => sum + weight * weight, 0);
    const total = raked.weights.reduce((sum, weight) => sum + weight, 0);
    expect(raked.effectiveSize).toBeCloseTo((total * total) / squares, 8);
    expect(raked.designEffect).toBeCloseTo(240 / raked.effectiveSize, 12);
    const note = raked.diagnostics.find(({ code }) => code === "raked");
    expect(note?.message).toContain(
      `effective sample size ${Math.round(raked.effectiveSize)} of 240`,
    );
  });

  it("trims to a multiple of the mean weight and still meets the margins", () => {
    const free = rake(sample, frame, four);
    expect(free.largest).toBeGreaterThan(3);
    const raked = rake(sample, frame, { ...four, trim: 3 });
    expect(raked.converged).toBe(true);
    expect(raked.trimmed).toBeGreaterThan(0);
    expect(raked.largest).toBeLessThan(3 + 1e-6);
    expect(raked.designEffect).toBeLessThan(free.designEffect);
    const [mine, theirs] = [
      totalsOf(sample, raked.weights, "age"),
      totalsOf(frame, numbersOf(frame, "N"), "age"),
    ];
    for (const [age, people] of Object.entries(theirs))
      expect(mine[age]! / people).toBeCloseTo(1, 7);
  });

  it("warns where a trim and the margins cannot hold together, and says which margin is off", () => {
    const { converged, diagnostics, largest } = rake(sample, frame, {
      ...four,
      trim: 1.05,
      rounds: 50,
    });
    expect(converged).toBe(false);
    expect(largest).toBeLessThan(1.05 + 1e-9);
    const warning = diagnostics.find(({ code }) => code === "raking-not-converged");
    expect(warning?.help).toMatch(/^one margin alone needs a `trim` above \d\.\d+;/u);
    expect(warning?.message).toMatch(
      /in 50 rounds: `(state|age|edu|male)` = `.+` still changes by/u,
    );
  });

  it("scales to a total that is asked for", () => {
    const { weights, total } = rake(sample, frame, { ...four, total: 240 });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(240, 8);
    expect(total).toBeCloseTo(240, 8);
  });

  it("leaves respondents of unknown level out and says so", () => {
    const part = frameFromColumns("part", { sex: ["f", "m", null, "m"], id: [1, 2, 3, 4] });
    const census = frameFromColumns("census", { sex: ["f", "m"], N: [10, 30] });
    const { data, diagnostics } = rake(part, census, { by: "sex", weight: "N" });
    expect(Array.from(numbersOf(data, "id"))).toEqual([1, 2, 4]);
    expect(Array.from(numbersOf(data, "weight"))).toEqual([10, 15, 15]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["missing-left-out", "raked"]);
  });

  it("names levels that only one side has, with the nearest of the other side", () => {
    const part = frameFromColumns("part", { edu: ["HS", "Colege"] });
    const census = frameFromColumns("census", { edu: ["HS", "College"], N: [10, 30] });
    try {
      rake(part, census, { by: "edu", weight: "N" });
      expect.unreachable();
    } catch (error) {
      const { diagnostics } = error as ModelError;
      expect(diagnostics.map(({ code }) => code)).toEqual([
        "margin-without-respondents",
        "margin-without-population",
      ]);
      expect(diagnostics[1]?.help).toContain("is `Colege` the other side's `College`?");
    }
  });

  it.each<[string, Partial<RakeOptions>, string[]]>([
    ["a column that the sample lacks", { by: ["stat"] }, ["unknown-column"]],
    ["a weight that the frame lacks", { weight: "n" }, ["unknown-column", "unknown-column"]],
    ["text as design weights", { base: "state" }, ["not-a-number"]],
    ["missing design weights", { base: "x" }, ["bad-weight"]],
    ["counts that are no counts", { count: "w" }, ["bad-weight"]],
    ["a trim below the mean", { trim: 1 }, ["bad-argument"]],
    ["the name of a column that is there", { name: "w" }, ["bad-column-name"]],
  ])("refuses %s", (_, change, expected) => {
    expect(mistakes(sample, frame, { ...four, by: ["state", "age"], ...change })).toEqual(expected);
  });

  it("names every column that the sample lacks once", () => {
    const bare = frameFromColumns("bare", { id: [1, 2] });
    expect(mistakes(bare, frame, { by: ["state", "state:age"], weight: "N" })).toEqual([
      "unknown-column",
      "unknown-column",
    ]);
  });
});

describe.skipIf(!sharedIsHere)("raking the stratified sample of Californian schools", () => {
  const read = (file: string): DataFrame => {
    const sink = collectDiagnostics();
    const table = readTable(
      readShared(`data/api/${file}`),
      { file: file.replace(".gz", ""), name: file, clauses: [] },
      sink,
    )!;
    const ones = new Float64Array(table.rowCount).fill(1);
    return {
      ...table,
      columns: [...table.columns, { kind: "numeric", name: "one", values: ones }],
    };
  };

  it("gives R's weights to school type, school-wide target and both targets", () => {
    const { weights, data } = rake(read("apistrat.csv"), read("apipop.csv.gz"), {
      by: ["stype", "sch.wide", "both"],
      weight: "one",
      base: "pw",
    });
    const rows = [0, 1, 59, 100, 149, 199];
    const ours = rows.map((row) => weights[row]!);
    const theirs = [
      26.5975787134835, 48.7136291958737, 48.7136291958737, 48.7136291958737, 17.7236624242883,
      17.7236624242883,
    ];
    expect(relativeGap(ours, theirs)).toBeLessThan(1e-6);
    const api = numbersOf(data, "api00");
    const mean = weights.reduce((sum, weight, row) => sum + weight * api[row]!, 0) / 6194;
    expect(mean).toBeCloseTo(662.624981898487, 6);
  });
});

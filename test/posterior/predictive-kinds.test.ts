/** Predictive checks of each kind compare what they say they compare. */
import { describe, expect, it } from "vitest";
import { frameFromColumns, type ResultTable } from "../../src/index.js";
import { openStream, sampleGamma, samplePoisson } from "../../src/math/index.js";
import { posteriorPredictive, type CheckOptions } from "../../src/posterior/index.js";
import { openDensityGrid } from "../../src/posterior/predictive/check-kinds/smooth-density.js";
import { fixedPosterior } from "../workflows/mrp/support/fixed-posterior.js";
import { binomialModel } from "./fitted-models.js";

function columnOf({ columns, rows }: ResultTable, name: string): (string | number | null)[] {
  const at = columns.findIndex((column) => column.name === name);
  expect(at, name).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[at]!);
}

const numbersOf = (table: ResultTable, name: string): number[] =>
  columnOf(table, name).map((cell) => cell as number);

/** Every chart names columns that the table has. */
function expectChart(table: ResultTable): void {
  const { shape, none, ...names } = table.chart!;
  expect(["intervals", "bars", "points", "lines"]).toContain(shape);
  expect(none ?? 0).toBe(0);
  for (const name of Object.values(names)) columnOf(table, name);
}

/** Counts with mean 4 in two groups, and a fit that knows the rate of all. */
function countsFit(rows = 400) {
  const random = openStream(5, "counts");
  const g = Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? "a" : "b"));
  const y = g.map((group) => samplePoisson(group === "a" ? 2 : 6, random));
  const frame = frameFromColumns("counts", { y, g });
  return { y, g, fit: fixedPosterior("y ~ 1", frame, "poisson", 300, () => Math.log(4)) };
}

const check = (fit: ReturnType<typeof fixedPosterior>, options: CheckOptions): ResultTable =>
  posteriorPredictive(fit, { draws: 300, seed: 1, ...options }).table;

describe("a predictive check by groups", () => {
  const { y, g, fit } = countsFit();

  it("finds the groups that the model does not know, each statistic on its own", () => {
    const table = check(fit, { by: ["g"] });
    expect(columnOf(table, "g")).toEqual(["a", "b"]);
    const mean = (group: string): number => {
      const own = y.filter((_, i) => g[i] === group);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    expect(numbersOf(table, "observed")).toEqual(
      [mean("a"), mean("b")].map((m) => expect.closeTo(m, 12) as number),
    );
    expect(numbersOf(table, "p")).toEqual([1, 0]);
    // 200 counts of mean 4 have a mean with sd .14.
    numbersOf(table, "50%").forEach((median) => expect(Math.abs(median - 4)).toBeLessThan(0.1));
    const largest = check(fit, { by: ["g"], statistic: "max" });
    expect(numbersOf(largest, "observed")).toEqual(
      ["a", "b"].map((group) => Math.max(...y.filter((_, i) => g[i] === group))),
    );
    expectChart(table);
  });

  it("has a panel a group for every other kind", () => {
    for (const kind of ["summary", "density", "bars", "rootogram", "intervals"] as const) {
      const table = check(fit, { by: ["g"], kind });
      expect(new Set(columnOf(table, "g"))).toEqual(new Set(["a", "b"]));
      expect(table.chart!.panel).toBe("g");
      expectChart(table);
    }
  });
});

describe("a predictive check of counts", () => {
  const { y, fit } = countsFit();

  it("counts how many rows have each response", () => {
    const table = check(fit, { kind: "bars" });
    const observed = numbersOf(table, "observed");
    expect(observed.reduce((sum, count) => sum + count, 0)).toBe(y.length);
    numbersOf(table, "value").forEach((value, i) =>
      expect(observed[i]).toBe(y.filter((own) => own === value).length),
    );
    // 400 counts of Poisson(4): 400 × .195 fours, with an sd of 8.
    const four = numbersOf(table, "value").indexOf(4);
    expect(Math.abs(numbersOf(table, "50%")[four]! - 400 * 0.1954)).toBeLessThan(2);
    expectChart(table);
  });

  it("hangs roots of counts from roots of what is expected", () => {
    const table = check(fit, { kind: "rootogram" });
    const expected = numbersOf(table, "expected");
    numbersOf(table, "hanging").forEach((hanging, i) =>
      expect(hanging).toBeCloseTo(
        Math.sqrt(expected[i]!) - Math.sqrt(numbersOf(table, "observed")[i]!),
        12,
      ),
    );
    const [low, high] = [numbersOf(table, "2.5%"), numbersOf(table, "97.5%")];
    low.forEach((value, i) => expect(value).toBeLessThanOrEqual(high[i]!));
    // A mixture of rates 2 and 6 has too few threes to fives: the roots hang above zero there.
    expect(numbersOf(table, "hanging")[4]).toBeGreaterThan(high[4]!);
  });

  it("takes shares of trials, of all trials of a group, or the counts where asked", () => {
    const model = binomialModel();
    const { values, trials } = model.spec.design.response;
    const base = countsFit(4).fit;
    const draws = Float64Array.from({ length: 50 * model.parameters.length }, () => 0.1);
    const fit = {
      ...base,
      model,
      draws: { parameters: model.parameters, chains: 1, drawsPerChain: 50, values: draws },
    };
    const rows = Array.from(values.keys()).filter((row) => trials![row]! > 0 && row % 5 === 0);
    const sum = (column: Float64Array): number => rows.reduce((all, row) => all + column[row]!, 0);
    const [share] = numbersOf(check(fit, { by: ["g"] }), "observed");
    expect(share).toBeCloseTo(sum(values) / sum(trials!), 12);
    const [count] = numbersOf(check(fit, { by: ["g"], scale: "count" }), "observed");
    expect(count).toBeCloseTo(sum(values) / rows.length, 12);
    const density = check(fit, { kind: "density" });
    expect(Math.min(...numbersOf(density, "value"))).toBe(0);
    expect(Math.max(...numbersOf(density, "value"))).toBe(1);
  });
});

describe("a predictive check of rows", () => {
  it("covers responses of the model as often as it says", () => {
    const random = openStream(8, "rows");
    const y = Array.from({ length: 2000 }, () => random.normal());
    const frame = frameFromColumns("normal", { y });
    const rule = ({ role }: { readonly role: string }): number => (role === "auxiliary" ? 1 : 0);
    const table = check(fixedPosterior("y ~ 1", frame, "gaussian", 300, rule), {
      kind: "intervals",
    });
    const [low, high] = [numbersOf(table, "2.5%"), numbersOf(table, "97.5%")];
    const inside = y.filter((value, i) => value >= low[i]! && value <= high[i]!).length;
    // Quantiles of 300 replicates cover .944; five binomial sds of 2,000 rows are .026.
    expect(Math.abs(inside / 2000 - 0.944)).toBeLessThan(0.026);
    expect(numbersOf(table, "row")).toEqual(y.map((_, i) => i + 1));
    expectChart(table);
  });
});

describe("a density on a grid", () => {
  const random = openStream(9, "density");
  const values = Float64Array.from({ length: 5000 }, () => sampleGamma(1, random));

  it("loses nothing at a bound of the support", () => {
    const grid = openDensityGrid(values, { lower: 0, upper: Infinity });
    const heights = grid.densityOf(values);
    const step = grid.points[1]! - grid.points[0]!;
    const inner = heights.reduce((sum, height) => sum + height, 0);
    expect(step * (inner - (heights[0]! + heights.at(-1)!) / 2)).toBeCloseTo(1, 2);
    expect(grid.points[0]).toBe(0);
    // Half of the mass would be lost at zero otherwise.
    expect(heights[0]).toBeGreaterThan(0.85);
  });

  it("is that of the definition far from bounds", () => {
    const few = Float64Array.of(1, 1.5, 4);
    const grid = openDensityGrid(few, { lower: -Infinity, upper: Infinity });
    const h = grid.bandwidth;
    const heights = grid.densityOf(few);
    grid.points.forEach((x, i) => {
      const exact = few.reduce(
        (sum, v) => sum + Math.exp(-(((x - v) / h) ** 2) / 2) / (3 * h * Math.sqrt(2 * Math.PI)),
        0,
      );
      expect(Math.abs(heights[i]! - exact)).toBeLessThan(2e-3);
    });
  });
});

/** Tables of predictions, comparisons and slopes are what each model's formula gives, draw by draw. */
import { describe, expect, it } from "vitest";
import {
  comparisons,
  compile,
  frameFromColumns,
  predictions,
  slopes,
  type NeighbourGraph,
} from "../../../src/index.js";
import { posteriorOf } from "../mrp/support/fixed-posterior.js";
import {
  cellsOf,
  largestGap,
  mean,
  overDraws,
  quantileOf,
  summary,
  type Draw,
} from "./support/by-hand.js";

const close = 1e-8;
const draws = 60;
const indices = Array.from({ length: 24 }, (_, row) => row);

describe("a normal response with an interaction", () => {
  const x = indices.map((row) => Math.round(100 * Math.cos(row)) / 50);
  const g = indices.map(
    (row) => ["a", "b", "c"][(row * row) % 3 === 1 && row % 2 === 0 ? 2 : row % 2]!,
  );
  const data = frameFromColumns("data", {
    x,
    g,
    y: indices.map((row) => Math.sin(row)),
    w: x.map((v) => v * v),
  });
  const posterior = posteriorOf(compile("y ~ x * g", data), draws);
  const mu =
    (draw: Draw) =>
    (at: number, level: string): number =>
      draw("Intercept") +
      draw("x") * at +
      (level === "a" ? 0 : draw(`g[${level}]`) + draw(`x:g[${level}]`) * at);

  it("is predicted over a grid of 50 points and every level", () => {
    const table = predictions(posterior, { conditional: ["x", "g"] });
    const [low, high] = [Math.min(...x), Math.max(...x)];
    const grid = Array.from({ length: 50 }, (_, k) => low + (k * (high - low)) / 49);
    const points = grid.flatMap((at) => ["a", "b", "c"].map((level) => [at, level] as const));
    expect(table.columns.map(({ name }) => name)).toEqual([
      "x",
      "g",
      "estimate",
      "lower_3.0%",
      "upper_97.0%",
    ]);
    expect(
      largestGap(
        table,
        points.map(([at, level]) => summary(overDraws(posterior, (draw) => mu(draw)(at, level)))),
      ),
    ).toBeLessThan(close);
    expect(table.chart).toEqual({
      shape: "intervals",
      x: "x",
      y: "estimate",
      lower: "lower_3.0%",
      upper: "upper_97.0%",
      group: "g",
    });
  });

  it("is predicted for the observed rows, and averaged by group within each draw, weighted", () => {
    const rows = predictions(posterior);
    expect(cellsOf(rows, ["x", "g"])).toEqual(indices.map((row) => [x[row], g[row]]));
    expect(
      largestGap(
        rows,
        indices.map((row) => summary(overDraws(posterior, (draw) => mu(draw)(x[row]!, g[row]!)))),
      ),
    ).toBeLessThan(close);
    const averaged = predictions(posterior, { average_by: "g", weight: "w" });
    const expected = ["a", "b", "c"].map((level) => {
      const own = indices.filter((row) => g[row] === level);
      const total = own.reduce((sum, row) => sum + x[row]! ** 2, 0);
      return summary(
        overDraws(posterior, (draw) =>
          own.reduce((sum, row) => sum + (x[row]! ** 2 / total) * mu(draw)(x[row]!, level), 0),
        ),
      );
    });
    expect(largestGap(averaged, expected)).toBeLessThan(close);
  });

  it("gives an average over everything whose interval is not the average of intervals", () => {
    const table = predictions(posterior, { average_by: true });
    const expected = summary(
      overDraws(posterior, (draw) => mean(indices.map((row) => mu(draw)(x[row]!, g[row]!)))),
    );
    expect(largestGap(table, [expected])).toBeLessThan(close);
    const rows = indices.map((row) =>
      summary(overDraws(posterior, (draw) => mu(draw)(x[row]!, g[row]!))),
    );
    const [, lower, upper] = expected;
    expect(mean(rows.map((row) => row[1]!))).toBeLessThan(lower! - 0.1);
    expect(mean(rows.map((row) => row[2]!))).toBeGreaterThan(upper! + 0.1);
  });

  it("compares all pairs of levels, the second less the first", () => {
    const table = comparisons(posterior, { contrast: "g", conditional: { x: [1, -1] } });
    const pairs = [
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ] as const;
    expect(cellsOf(table, ["term", "estimate_type", "value", "x"])).toEqual(
      pairs.flatMap(([low, high]) =>
        [-1, 1].map((at) => ["g", "difference", `(${low}, ${high})`, at]),
      ),
    );
    const expected = pairs.flatMap(([low, high]) =>
      [-1, 1].map((at) =>
        summary(overDraws(posterior, (draw) => mu(draw)(at, high) - mu(draw)(at, low))),
      ),
    );
    expect(largestGap(table, expected)).toBeLessThan(close);
    expect(table.chart).toMatchObject({ x: "x", group: "value", none: 0 });
  });

  it("compares half a unit to either side of the mean, or of each row's own value", () => {
    const centre = mean(x);
    const grid = comparisons(posterior, { contrast: "x", conditional: "g" });
    const step = (draw: Draw, at: number, level: string): number =>
      mu(draw)(at + 0.5, level) - mu(draw)(at - 0.5, level);
    expect(
      largestGap(
        grid,
        ["a", "b", "c"].map((level) =>
          summary(overDraws(posterior, (draw) => step(draw, centre, level))),
        ),
      ),
    ).toBeLessThan(close);
    const averaged = comparisons(posterior, { contrast: "x", average_by: "all" });
    expect(
      largestGap(averaged, [
        summary(
          overDraws(posterior, (draw) => mean(indices.map((row) => step(draw, x[row]!, g[row]!)))),
        ),
      ]),
    ).toBeLessThan(close);
    expect(averaged.rows[0]![2]).toBe("(x - 0.5, x + 0.5)");
  });

  it("has slopes, elasticities and their averages", () => {
    const eps = 1e-4;
    const slope = (draw: Draw, at: number, level: string): number =>
      (mu(draw)(at + eps / 2, level) - mu(draw)(at - eps / 2, level)) / eps;
    const kinds = {
      dydx: slope,
      eyex: (draw: Draw, at: number, level: string) =>
        (slope(draw, at, level) * at) / mu(draw)(at, level),
      eydx: (draw: Draw, at: number, level: string) => slope(draw, at, level) / mu(draw)(at, level),
      dyex: (draw: Draw, at: number, level: string) => slope(draw, at, level) * at,
    };
    for (const [kind, compute] of Object.entries(kinds)) {
      const options = {
        wrt: { x: [0.25, 2] },
        conditional: "g",
        slope: kind as keyof typeof kinds,
      };
      const expected = [0.25, 2].flatMap((at) =>
        ["a", "b", "c"].map((level) =>
          summary(overDraws(posterior, (draw) => compute(draw, at, level))),
        ),
      );
      const table = slopes(posterior, options);
      // Rounding of a difference over 1e-4 of numbers of size 1, and over predictions near zero.
      const scale = Math.max(1, ...expected.flat().map(Math.abs));
      expect(largestGap(table, expected) / scale, kind).toBeLessThan(close);
    }
    const averaged = slopes(posterior, { wrt: "x", average_by: "g" });
    const exact = ["a", "b", "c"].map((level) =>
      summary(
        overDraws(posterior, (draw) => draw("x") + (level === "a" ? 0 : draw(`x:g[${level}]`))),
      ),
    );
    expect(largestGap(averaged, exact)).toBeLessThan(close);
  });

  it("gives equal tails and medians where asked", () => {
    const table = predictions(posterior, {
      conditional: { x: 0, g: "b" },
      interval: "eti",
      estimate: "median",
      prob: 0.9,
    });
    expect(table.columns.slice(-2).map(({ name }) => name)).toEqual(["lower_5.0%", "upper_95.0%"]);
    const values = overDraws(posterior, (draw) => mu(draw)(0, "b"));
    expect(largestGap(table, [[0.5, 0.05, 0.95].map((p) => quantileOf(values, p))])).toBeLessThan(
      close,
    );
  });
});

describe("successes with groups", () => {
  const state = indices.map((row) => ["CA", "NY", "TX"][row % 3]!);
  const eth = indices.map((row) => ["B", "H", "W"][Math.floor(row / 3) % 3]!);
  const x = indices.map((row) => (row % 5) / 3);
  const data = frameFromColumns("data", {
    state,
    eth,
    x,
    y: indices.map((row) => row % 4),
    n: indices.map((row) => 4 + (row % 3)),
  });
  const model = compile("p(y, n) ~ x + (1 | state) + (1 + x | eth) + (1 | state:eth)", data, {
    family: "binomial",
  });
  const posterior = posteriorOf(model, draws);
  const probability =
    (draw: Draw) =>
    (at: number, s: string, e: string): number => {
      const eta =
        draw("Intercept") +
        draw("x") * at +
        draw(`1|state[${s}]`) +
        draw(`1|eth[${e}]`) +
        draw(`x|eth[${e}]`) * at +
        draw(`1|state:eth[${s}:${e}]`);
      return 1 / (1 + Math.exp(-eta));
    };

  it("are predicted as proportions, at modes of the factors that nobody speaks of", () => {
    const table = predictions(posterior, { conditional: { x: [1, 0] } });
    // Eight rows of each state; nine of B, nine of H and six of W: the first met wins.
    expect(cellsOf(table, ["x", "eth", "state"])).toEqual([
      [0, "B", "CA"],
      [1, "B", "CA"],
    ]);
    expect(table.notes[0]).toBe("Default computed for unspecified variable: eth, state");
    expect(
      largestGap(
        table,
        [0, 1].map((at) =>
          summary(overDraws(posterior, (draw) => probability(draw)(at, "CA", "B"))),
        ),
      ),
    ).toBeLessThan(close);
  });

  it.each([
    ["ratio", (high: number, low: number) => high / low],
    ["lift", (high: number, low: number) => (high - low) / low],
    ["odds_ratio", (high: number, low: number) => high / (1 - high) / (low / (1 - low))],
    [
      (high: number, low: number) => Math.log(high) - low,
      (high: number, low: number) => Math.log(high) - low,
    ],
  ] as const)(
    "are compared by %s, averages being of the rows' comparisons",
    (comparison, compute) => {
      const table = comparisons(posterior, {
        contrast: { eth: ["W", "B"] },
        comparison,
        average_by: "state",
      });
      const expected = ["CA", "NY", "TX"].map((s) => {
        const own = indices.filter((row) => state[row] === s);
        return summary(
          overDraws(posterior, (draw) =>
            mean(
              own.map((row) =>
                compute(probability(draw)(x[row]!, s, "B"), probability(draw)(x[row]!, s, "W")),
              ),
            ),
          ),
        );
      });
      const scale = Math.max(1, ...expected.flat().map(Math.abs));
      expect(largestGap(table, expected) / scale).toBeLessThan(close);
    },
  );

  it("have slopes on the scale of the response and on that of the link", () => {
    const where = { conditional: { state: ["NY"], eth: ["H"] }, wrt: { x: [0.5] } };
    const eta = (draw: Draw): number => draw("x") + draw("x|eth[H]");
    expect(
      largestGap(slopes(posterior, { ...where, scale: "link" }), [
        summary(overDraws(posterior, eta)),
      ]),
    ).toBeLessThan(close);
    const response = overDraws(posterior, (draw) => {
      const p = probability(draw)(0.5, "NY", "H");
      return eta(draw) * p * (1 - p);
    });
    // The central difference is off by eps² / 24 times the third derivative.
    expect(largestGap(slopes(posterior, where), [summary(response)])).toBeLessThan(close);
  });
});

describe("counts with an exposure", () => {
  const x = indices.map((row) => (row - 10) / 8);
  const exposure = indices.map((row) => 1 + (row % 4) / 2);
  const data = frameFromColumns("data", { x, E: exposure, y: indices.map((row) => row % 6) });
  const model = compile("y ~ x + offset(log(E))", data, { family: "poisson" });
  const posterior = posteriorOf(model, draws);
  const rate = (draw: Draw, at: number, e: number): number =>
    e * Math.exp(draw("Intercept") + draw("x") * at);

  it("are predicted with the exposure of the new rows", () => {
    const frame = frameFromColumns("new", { id: ["p", "q"], E: [2, 10], x: [0, 1.5] });
    const table = predictions(posterior, { frame });
    expect(cellsOf(table, ["id"])).toEqual([["p"], ["q"]]);
    const expected = [
      [0, 2],
      [1.5, 10],
    ].map(([at, e]) => summary(overDraws(posterior, (draw) => rate(draw, at!, e!))));
    const scale = Math.max(...expected.flat());
    expect(largestGap(table, expected) / scale).toBeLessThan(close);
  });

  it("are compared at the mean exposure, which is no whole number", () => {
    const table = comparisons(posterior, {
      contrast: { x: [-1, 1] },
      conditional: [],
      comparison: "ratio",
    });
    const expected = summary(overDraws(posterior, (draw) => Math.exp(2 * draw("x"))));
    expect(largestGap(table, [expected]) / expected[2]!).toBeLessThan(close);
    expect(cellsOf(table, ["E"])).toEqual([[mean(exposure)]]);
    expect(table.chart).toBeUndefined();
  });
});

/** Cox and de Boor's recursion, basis by basis. */
function basis(knots: readonly number[], k: number, degree: number, x: number): number {
  if (degree === 0) return knots[k]! <= x && x < knots[k + 1]! ? 1 : 0;
  const part = (top: number, bottom: number, lower: number): number =>
    bottom === 0 ? 0 : (top / bottom) * basis(knots, lower, degree - 1, x);
  return (
    part(x - knots[k]!, knots[k + degree]! - knots[k]!, k) +
    part(knots[k + degree + 1]! - x, knots[k + degree + 1]! - knots[k + 1]!, k + 1)
  );
}

describe("a spline and a standardised predictor", () => {
  const age = indices.map((row) => 20 + ((row * 7) % 24) * 2);
  const z = indices.map((row) => (row * row) / 100);
  const data = frameFromColumns("data", { age, z, y: indices.map((row) => Math.sin(row)) });
  const posterior = posteriorOf(compile("y ~ bs(age, df = 4) + scale(z)", data), draws);
  const knots = [20, 20, 20, 20, quantileOf(age, 0.5), 66, 66, 66, 66];
  const sd = Math.sqrt(mean(z.map((value) => (value - mean(z)) ** 2)));
  const mu = (draw: Draw, a: number, b: number): number =>
    draw("Intercept") +
    [0, 1, 2, 3].reduce(
      (sum, k) => sum + draw(`bs(age, df=4)[${k}]`) * basis(knots, k + 1, 3, a),
      0,
    ) +
    (draw("scale(z)") * (b - mean(z))) / sd;

  it("remember the knots, the mean and the sd of the fit", () => {
    const table = predictions(posterior, { conditional: { age: [55, 21, 33.5] } });
    const expected = [21, 33.5, 55].map((a) =>
      summary(overDraws(posterior, (draw) => mu(draw, a, mean(z)))),
    );
    expect(largestGap(table, expected)).toBeLessThan(close);
  });

  it("run through the whole numbers that occur, and have slopes along themselves", () => {
    const table = slopes(posterior, { wrt: "age", conditional: "age" });
    const ages = [...new Set(age)].sort((left, right) => left - right).slice(0, -1);
    const eps = 1e-4;
    const expected = ages.map((a) =>
      summary(
        overDraws(posterior, (draw) => (mu(draw, a + eps / 2, 0) - mu(draw, a - eps / 2, 0)) / eps),
      ),
    );
    const inside = { ...table, rows: table.rows.slice(1, -1) };
    expect(cellsOf(inside, ["value"]).flat()).toEqual(ages.slice(1));
    expect(largestGap(inside, expected.slice(1))).toBeLessThan(close);
  });
});

describe("areas that are neighbours", () => {
  const names = ["a", "b", "c", "d", "e"];
  const line: NeighbourGraph = {
    kind: "graph",
    name: "line",
    nodes: names,
    neighbours: names.map((_, i) => Int32Array.from([i - 1, i + 1].filter((j) => j >= 0 && j < 5))),
  };
  const asked = ["a", "b", "d", "e"];
  const data = frameFromColumns("data", { area: asked, week: [1, 2, 3, 2], y: [3, 5, 2, 8] });
  const model = compile("y ~ besag(area, graph = line) + rw1(week)", data, {
    family: "poisson",
    graphs: { line },
  });
  const posterior = posteriorOf(model, draws);
  const rate = (draw: Draw, area: string, week: number): number =>
    Math.exp(draw("Intercept") + draw(`besag(area)[${area}]`) + draw(`rw1(week)[${week}]`));

  it("are predicted, and compared with one that has no data", () => {
    const table = predictions(posterior, { conditional: "area" });
    expect(cellsOf(table, ["area", "week"])).toEqual(asked.map((area) => [area, 2]));
    expect(
      largestGap(
        table,
        asked.map((area) => summary(overDraws(posterior, (draw) => rate(draw, area, 2)))),
      ) / 1e3,
    ).toBeLessThan(close);
    const frame = frameFromColumns("new", { area: ["c", "c"], week: [1, 3] });
    const averaged = predictions(posterior, { frame, average_by: "all" });
    const expected = summary(
      overDraws(posterior, (draw) => (rate(draw, "c", 1) + rate(draw, "c", 3)) / 2),
    );
    expect(largestGap(averaged, [expected]) / 1e3).toBeLessThan(close);
    const named = predictions(posterior, { conditional: { area: ["c"] } });
    const middle = summary(overDraws(posterior, (draw) => rate(draw, "c", 2)));
    expect(largestGap(named, [middle]) / 1e3).toBeLessThan(close);
    expect(() => predictions(posterior, { conditional: { area: "z" } })).toThrow("unknown-level");
    expect(() => predictions(posterior, { conditional: { week: 2.5 } })).toThrow("unknown-level");
  });
});

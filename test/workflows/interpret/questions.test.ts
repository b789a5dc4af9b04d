/** What questions about predictions choose: defaults, new levels, new responses, blocks of rows. */
import { describe, expect, it } from "vitest";
import {
  comparisons,
  compile,
  fit,
  frameFromColumns,
  predictions,
  slopes,
} from "../../../src/index.js";
import { platform } from "../../../src/math/index.js";
import { families, links } from "../../../src/vocabulary/index.js";
import { posteriorOf } from "../mrp/support/fixed-posterior.js";
import type { DrawRule } from "../mrp/support/fixed-posterior.js";
import { cellsOf, estimatesOf, largestGap, mean, overDraws, summary } from "./support/by-hand.js";

const indices = Array.from({ length: 24 }, (_, row) => row);
const data = frameFromColumns("data", {
  state: indices.map((row) => ["CA", "NY", "TX"][row % 3]!),
  x: indices.map((row) => (row % 5) / 3),
  whole: indices.map((row) => [3, 1, 1, 7][row % 4]!),
  region: indices.map((row) => ["S", "N"][row % 2]!),
  y: indices.map((row) => row % 4),
  n: indices.map((row) => 4 + (row % 3)),
});
const model = compile("p(y, n) ~ x + whole + (1 | state)", data, { family: "binomial" });
const posterior = posteriorOf(model, 40);

/** Every parameter at one value; effects of groups zero. */
const constant: DrawRule = ({ role, name }) => {
  if (role === "group") return 0;
  return role === "sd" || role === "auxiliary" ? 1.5 : name === "Intercept" ? 0.5 : 0;
};

describe("defaults", () => {
  it("are the mean of a measured column and the mode of whole numbers, and are told", () => {
    const table = predictions(posterior, { conditional: "state" });
    expect(cellsOf(table, ["state", "whole", "x"])).toEqual(
      ["CA", "NY", "TX"].map((state) => [state, 1, mean(indices.map((row) => (row % 5) / 3))]),
    );
    expect(table.notes.slice(0, 3)).toEqual([
      "Default computed for conditional variable: state",
      "Default computed for unspecified variable: whole, x",
      "scale = response: the probability, a proportion of the trials and not a count",
    ]);
    expect(table.columns.map(({ format }) => format)).toEqual([
      "text",
      "integer",
      "number",
      "number",
      "number",
      "number",
    ]);
  });

  it("run whole numbers through what occurs, and keep the order of names and sort values", () => {
    const table = predictions(posterior, { conditional: { whole: [7, 1, 7], region: ["S", "N"] } });
    expect(cellsOf(table, ["whole", "region"])).toEqual([
      [1, "N"],
      [1, "S"],
      [7, "N"],
      [7, "S"],
    ]);
    const named = predictions(posterior, { conditional: ["region", "whole"] });
    expect(cellsOf(named, ["whole"]).flat()).toEqual([1, 3, 7, 1, 3, 7]);
  });

  it("let a column that the model has not change nothing", () => {
    const [north, south] = estimatesOf(predictions(posterior, { conditional: "region" }));
    expect(north).toEqual(south);
  });

  it("say where rows were held whose columns an average does not show", () => {
    const { notes } = predictions(posterior, { conditional: "state", average_by: "all" });
    expect(notes).toContain("held at whole = 1, x = 0.638889");
  });
});

describe("levels that the fit has not seen", () => {
  const frame = frameFromColumns("new", { state: ["ZZ", "ZZ"], x: [0, 1], whole: [1, 1] });
  const common = (x: number): number[][] => [
    [...summary(overDraws(posterior, (draw) => draw("Intercept") + draw("whole") + draw("x") * x))],
  ];

  it("have no effect with zero, and that of their own distribution without a word", () => {
    const zero = predictions(posterior, { frame, scale: "link", new_levels: "zero" });
    expect(largestGap(zero, [...common(0), ...common(1)])).toBeLessThan(1e-12);
    const drawn = predictions(posterior, { frame, scale: "link" });
    expect(drawn).toEqual(predictions(posterior, { frame, scale: "link", new_levels: "gaussian" }));
    // 4,000 draws of Normal(0, 1.5): the width of the interval is within 10 %, its standard error 2 %.
    const still = posteriorOf(model, 4000, constant);
    const [[, lower = 0, upper = 0] = []] = estimatesOf(
      predictions(still, { frame, scale: "link" }),
    );
    expect(Math.abs((upper - lower) / (2 * 1.8808 * 1.5) - 1)).toBeLessThan(0.1);
  });

  it("have one effect in all rows of a draw, so that it drops out of differences", () => {
    const table = comparisons(posterior, { contrast: { x: [0, 1] }, frame, scale: "link" });
    const slope = summary(overDraws(posterior, (draw) => draw("x")));
    expect(largestGap(table, [slope, slope])).toBeLessThan(1e-12);
  });

  it("are copies of a known level with resample: the means of effects that are all the same", () => {
    const same: DrawRule = ({ role }, random) => (role === "group" ? 2 : random.normal());
    const equal = posteriorOf(model, 40, same);
    const table = predictions(equal, { frame, scale: "link", new_levels: "resample" });
    const expected = summary(overDraws(equal, (draw) => draw("Intercept") + draw("whole") + 2));
    expect(largestGap({ ...table, rows: table.rows.slice(0, 1) }, [expected])).toBeLessThan(1e-12);
  });

  it("can be named where the call says what they are", () => {
    const table = predictions(posterior, {
      conditional: { state: ["ZZ", "CA"] },
      new_levels: "zero",
    });
    expect(cellsOf(table, ["state"]).flat()).toEqual(["CA", "ZZ"]);
  });
});

describe("new responses", () => {
  const still = posteriorOf(model, 4000, constant);
  const p = 1 / (1 + Math.exp(-0.5));
  const where = { conditional: { state: "CA" }, scale: "predictive" } as const;

  it("are counts of the trials that are given", () => {
    const [[ten = 0] = []] = estimatesOf(predictions(still, { ...where, trials: 10 }));
    // Five standard errors of 4,000 draws: a false alarm in a million, and the seed is fixed.
    expect(Math.abs(ten - 10 * p)).toBeLessThan(5 * Math.sqrt((10 * p * (1 - p)) / 4000));
    const [one] = estimatesOf(predictions(still, where));
    expect(one!.slice(1)).toEqual([0, 1]);
  });

  it("of rows take the trials of their column", () => {
    const table = predictions(still, { scale: "predictive", trials: "n", average_by: "n" });
    for (const [n, estimate] of cellsOf(table, ["n", "estimate"]))
      expect(Math.abs(Number(estimate) - Number(n) * p)).toBeLessThan(
        5 * Math.sqrt((Number(n) * p * (1 - p)) / 8 / 4000),
      );
  });

  it("differ between equal rows, so that their average is less certain than a mean and more than one", () => {
    const table = predictions(still, { scale: "predictive", average_by: "all" });
    const [[, lower = 0, upper = 0] = []] = estimatesOf(table);
    // 24 independent responses: 3.76 standard deviations of their average are .37.
    expect(upper - lower).toBeGreaterThan(0.25);
    expect(upper - lower).toBeLessThan(0.5);
  });
});

describe("averages", () => {
  it("take a row of weight two for two rows, and none for a row of weight zero", () => {
    const weights = indices.map((row) => row % 3);
    const rows = indices.flatMap((row) => Array.from({ length: weights[row]! }, () => row));
    const columnsAt = (at: readonly number[]) => ({
      state: at.map((row) => ["CA", "NY"][row % 2]!),
      x: at.map((row) => (row % 4) / 3),
      whole: at.map(() => 1),
    });
    const weighted = frameFromColumns("weighted", { ...columnsAt(indices), w: weights });
    const repeated = frameFromColumns("repeated", columnsAt(rows));
    const by = { average_by: "state" } as const;
    const left = predictions(posterior, { frame: weighted, weight: "w", ...by });
    const right = predictions(posterior, { frame: repeated, ...by });
    expect(largestGap(left, estimatesOf(right))).toBeLessThan(1e-12);
    expect(left.notes.at(-1)).toContain("averages over 16 rows, weighted by `w`");
  });

  it("of comparisons on the rows are by any column of the data, and leave its other columns out", () => {
    const table = comparisons(posterior, {
      contrast: "state",
      average_by: ["region", "whole"],
      comparison: "ratio",
    });
    expect(table.columns.map(({ name }) => name)).toEqual([
      "term",
      "estimate_type",
      "value",
      "region",
      "whole",
      "estimate",
      "lower_3.0%",
      "upper_97.0%",
    ]);
    expect(table.rows).toHaveLength(3 * 4);
    expect(table.chart).toMatchObject({ x: "region", group: "whole", panel: "value", none: 1 });
  });
});

describe("many rows times many draws", () => {
  it("are answered in blocks, in all of which a new level has the same effects", () => {
    const rule: DrawRule = ({ role, name }, random) =>
      role === "sd" ? 1 : name === "Intercept" ? random.normal() : 0;
    const many = posteriorOf(model, 200_000, rule);
    const x = Array.from({ length: 30 }, (_, row) => row);
    const frame = frameFromColumns("new", {
      state: x.map(() => "ZZ"),
      x,
      whole: x.map(() => 1),
    });
    const estimates = estimatesOf(predictions(many, { frame }));
    expect(new Set(estimates.map((row) => row.join())).size).toBe(1);
    const averaged = estimatesOf(predictions(many, { frame, average_by: "x" }));
    expect(averaged).toEqual(estimates);
  }, 60_000);

  it("are compared in blocks that hold both sides", () => {
    const rule: DrawRule = ({ name }, random) => (name === "x" ? random.uniform() : 1);
    const many = posteriorOf(model, 200_000, rule);
    const x = Array.from({ length: 30 }, (_, row) => row / 10);
    const frame = frameFromColumns("new", { state: x.map(() => "CA"), x, whole: x });
    const table = slopes(many, { wrt: "x", slope: "dyex", frame, scale: "link" });
    // A uniform slope times x: all rows are the first one of x = 1, stretched.
    const [, , , , , , , , , , unit] = estimatesOf(table);
    expect(Math.abs(unit![0]! - 0.5)).toBeLessThan(0.01);
    for (const [row, found] of estimatesOf(table).entries())
      found.forEach((value, k) => expect(value).toBeCloseTo(unit![k]! * x[row]!, 6));
  }, 60_000);
});

describe("every family and link", () => {
  const cases = Object.values(families).flatMap((family) =>
    family.links.map((link) => [family.name, link] as const),
  );
  const eta = (link: string): number => (link === "log" ? -0.3 : 0.4);

  it.each(cases)("%s with %s: the mean, the predictor and new responses", (family, link) => {
    const y = indices.map((row) =>
      ["beta", "gamma"].includes(family) ? (1 + (row % 5)) / 7 : (row * row) % 2,
    );
    const frame = frameFromColumns("frame", {
      x: indices.map((row) => row % 4),
      y,
      n: y.map(() => 3),
    });
    const response = family === "binomial" ? "p(y, n)" : "y";
    const rule: DrawRule = ({ role, name }, random) =>
      name === "Intercept"
        ? eta(link)
        : role === "auxiliary"
          ? 2 + random.uniform()
          : 0.01 * random.uniform();
    const some = posteriorOf(compile(`${response} ~ x`, frame, { family, link }), 20, rule);
    const where = { conditional: { x: 2 } };
    const draws = overDraws(some, (draw) => eta(link) + 2 * draw("x"));
    const inverse = draws.map((value) => links[link].inverse(value, platform));
    expect(
      largestGap(predictions(some, { ...where, scale: "link" }), [summary(draws)]),
    ).toBeLessThan(1e-10);
    expect(largestGap(predictions(some, where), [summary(inverse)])).toBeLessThan(1e-10);
    const [[response1 = NaN] = []] = estimatesOf(
      predictions(some, { ...where, scale: "predictive" }),
    );
    expect(response1).not.toBeNaN();
  });
});

describe("fits of every engine", () => {
  const plain = compile("p(y, n) ~ x + (1 | state)", data, {
    family: "binomial",
    priors: { "sd(1 | state)": "HalfNormal(1)", common: "Normal(0, 1)" },
  });

  it("answer alike", async () => {
    const short = { draws: 1000, seed: 3 };
    const fits = [
      await fit(plain, { engine: "inla", ...short }),
      await fit(plain, { engine: "inla", correct: true, ...short }),
      await fit(plain, { engine: "advi", ...short }),
      await fit(plain, { engine: "pathfinder", ...short }),
      await fit(plain, { engine: "nuts", ...short, chains: 2 }),
    ];
    const answers = fits.map((one) => ({
      average: estimatesOf(predictions(one, { average_by: true }))[0]!,
      slope: estimatesOf(slopes(one, { wrt: "x", average_by: true }))[0]!,
    }));
    const reference = answers.at(-1)!;
    for (const { average, slope } of answers) {
      // A third of a posterior sd: the approximations' own error on 24 rows, not chance.
      const tolerance = (row: readonly number[]): number => (row[2]! - row[1]!) / 3.76 / 3;
      expect(Math.abs(average[0]! - reference.average[0]!)).toBeLessThan(
        tolerance(reference.average),
      );
      expect(Math.abs(slope[0]! - reference.slope[0]!)).toBeLessThan(tolerance(reference.slope));
    }
  }, 60_000);
});

/** Predictive checks simulate the response exactly, from priors and from fits. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns } from "../../src/index.js";
import { openStream } from "../../src/math/index.js";
import {
  fitModel,
  isInferenceFailure,
  posteriorPredictive,
  priorPredictive,
  priorTable,
} from "../../src/posterior/index.js";
import { openPriorDraws } from "../../src/posterior/predictive/prior-draw.js";
import { binomialModel, lineModel, schoolsModel } from "./fitted-models.js";

const frame = frameFromColumns("rows", {
  y: [0.1, 1.2, 2.1, 0.4, 1.9, 3.2],
  x: [1, 2, 3, 4, 5, 6],
  z: [3, 1, 2, 6, 5, 4],
  g: ["a", "b", "a", "b", "a", "b"],
});

function moments(values: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

/** Draws of one parameter from the priors of a model. */
function priorDraws(model: ReturnType<typeof compile>, name: string, count = 4000): number[] {
  const place = model.parameters.findIndex((parameter) => parameter.name === name);
  const random = openStream(31, "test");
  const draw = openPriorDraws(model.spec, model.parameters);
  return Array.from({ length: count }, () => draw(random)[place]!);
}

/**
 * Means and sds of 4,000 independent draws within 4 standard errors (2.5 % of the sd for a mean,
 * 4.5 % for the sd of a normal): a false alarm has probability 6e-5 a comparison; seeds are fixed.
 */
function expectMoments(draws: readonly number[], mean: number, sd: number): void {
  const found = moments(draws);
  expect(Math.abs(found.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(draws.length));
  expect(Math.abs(found.sd / sd - 1)).toBeLessThan(4.5 / Math.sqrt(2 * draws.length));
}

describe("a draw from the priors", () => {
  const priors = { Intercept: "Normal(1, 2)", x: "Normal(0.5, 0.1)", sigma: "HalfNormal(1)" };

  it("reports the intercept where predictors are zero, its prior standing at their means", () => {
    const model = compile("y ~ x", frame, { family: "gaussian", priors });
    expectMoments(priorDraws(model, "x"), 0.5, 0.1);
    // Intercept − 3.5 x
    expectMoments(priorDraws(model, "Intercept"), 1 - 3.5 * 0.5, Math.hypot(2, 0.35));
    expect(priorDraws(model, "sigma", 500).every((sigma) => sigma > 0)).toBe(true);
  });

  it("takes an intercept whose prior stands at zero as it is", () => {
    const model = compile("y ~ x", frame, {
      family: "gaussian",
      priors: { "Intercept(at = 0)": "Normal(1, 2)" },
    });
    expectMoments(priorDraws(model, "Intercept"), 1, 2);
  });

  it("gives group effects the scale that was drawn with them", () => {
    const model = compile("y ~ 1 + (1 | g)", frame, {
      family: "gaussian",
      priors: { "sd(1 | g)": "Uniform(2, 2.0001)" },
    });
    expectMoments(priorDraws(model, "1|g[a]"), 0, 2);
  });

  it("draws correlations of two effects from LKJ(1), uniform on −1 to 1", () => {
    const model = compile("y ~ 1 + (x | g)", frame, { family: "gaussian" });
    const correlations = priorDraws(model, "cor(1,x|g)");
    expect(moments(correlations).mean).toBeCloseTo(0, 1);
    expect(moments(correlations).sd).toBeCloseTo(1 / Math.sqrt(3), 1);
  });

  it("draws each correlation of three effects with the sd of LKJ(2)", () => {
    const model = compile("y ~ 1 + (x + z | g)", frame, {
      family: "gaussian",
      priors: { cor: "LKJ(2)" },
    });
    // In three dimensions (r + 1) / 2 is Beta(2.5, 2.5), so that r has variance 1 / 6.
    for (const name of ["cor(1,x|g)", "cor(1,z|g)", "cor(x,z|g)"]) {
      expect(moments(priorDraws(model, name)).sd).toBeCloseTo(Math.sqrt(1 / 6), 1);
    }
  });
});

describe("a draw of a structured effect from its priors", () => {
  const fixed = (term: string, more: Readonly<Record<string, string>> = {}) =>
    compile(`y ~ 1 + ${term}`, frameFromColumns("d", { y: [1, 2, 3, 4], t: [1, 2, 3, 4] }), {
      family: "gaussian",
      priors: { [`sd(${term})`]: "Uniform(2, 2.0001)", ...more },
    });

  it("has the marginal sd and the correlation of an autoregression", () => {
    const model = fixed("ar1(t)", { "rho(ar1(t))": "Uniform(0.6, 0.6001)" });
    const first = priorDraws(model, "ar1(t)[1]");
    const third = priorDraws(model, "ar1(t)[3]");
    expectMoments(first, 0, 2);
    expectMoments(third, 0, 2);
    const products = first.map((value, draw) => value * third[draw]!);
    // E = 4 × .36, sd of a product of normals with correlation .36: 4 √(1 + .36²).
    expect(Math.abs(moments(products).mean - 4 * 0.36)).toBeLessThan(
      (4 * 4 * Math.sqrt(1 + 0.36 ** 2)) / Math.sqrt(4000),
    );
  });

  it("sums to zero and has a geometric mean variance of sd² along a walk", () => {
    const model = fixed("rw1(t)");
    const draws = [1, 2, 3, 4].map((t) => priorDraws(model, `rw1(t)[${t}]`));
    draws[0]!.forEach((_, draw) => {
      expect(draws.reduce((sum, own) => sum + own[draw]!, 0)).toBeCloseTo(0, 10);
    });
    const logs = draws.reduce((sum, own) => sum + Math.log(moments(own).sd), 0) / 4;
    expect(Math.abs(Math.exp(logs) / 2 - 1)).toBeLessThan(0.04);
  });

  it("draws penalised-complexity correlations as they promise", () => {
    const model = fixed("ar1(t)", { "rho(ar1(t))": "PC(0.5, 0.75)" });
    const above = priorDraws(model, "rho(ar1(t))").filter((rho) => rho > 0.5).length;
    // Four standard errors of a share of 4,000.
    expect(Math.abs(above / 4000 - 0.75)).toBeLessThan(0.028);
  });

  it("has no draws of a trend whose prior is flat", () => {
    const check = (): unknown => priorPredictive(fixed("rw2(t)"), { draws: 10, seed: 1 });
    expect(check).toThrow(/trend of rw2\(t\)/u);
  });
});

describe("the prior predictive check", () => {
  it("has the spread that the priors imply", () => {
    const model = compile("y ~ 1", frame, {
      family: "gaussian",
      priors: { Intercept: "Normal(10, 3)", sigma: "Uniform(1, 1.0001)" },
    });
    const check = priorPredictive(model, { draws: 4000, seed: 1, keep: true });
    expect(check.responses!.length).toBe(4000 * 6);
    const first = Array.from({ length: 4000 }, (_, draw) => check.responses![6 * draw]!);
    expectMoments(first, 10, Math.sqrt(10));
    expect(check.impossible).toBe(0);
    expect(check.table.notes).toContain("no simulated response is impossible");
  });

  it("repeats itself with the same seed", () => {
    const table = (seed: number): unknown =>
      priorPredictive(binomialModel(), { draws: 20, seed }).table.rows;
    expect(table(1)).toEqual(table(1));
    expect(table(1)).not.toEqual(table(2));
  });

  it("counts responses that the family cannot have", () => {
    const model = compile("p(y, n) ~ 1", frameFromColumns("p", { y: [1, 2], n: [3, 4] }), {
      family: "binomial",
      link: "identity",
      priors: { Intercept: "Normal(0.5, 0.5)" },
    });
    const { impossible, table } = priorPredictive(model, { draws: 4000, seed: 1 });
    // P(|z| > 1) = 0.3173; four standard errors of 4,000 draws are 0.03.
    expect(Math.abs(impossible - 0.3173)).toBeLessThan(0.03);
    expect(table.notes.at(-1)).toContain("% of the simulated responses are impossible");
  });

  it("names every prior that cannot be drawn from", () => {
    const { model } = lineModel({ x: "Flat()", sigma: "Flat()" });
    let failure: unknown;
    try {
      priorPredictive(model, { draws: 10, seed: 1 });
    } catch (error) {
      failure = error;
    }
    if (!isInferenceFailure(failure)) throw new Error("expected an inference failure");
    expect(
      failure.diagnostics.map(({ code, message }) => `${code}: ${message.slice(0, 24)}`),
    ).toEqual([
      "flat-prior-has-no-draws: the prior of x is Flat, ",
      "flat-prior-has-no-draws: the prior of sigma is Fl",
    ]);
  });
});

describe("the posterior predictive check", () => {
  it("finds data from the model unremarkable", async () => {
    const fit = await fitModel(lineModel({}).model, { seed: 3 });
    const { table } = posteriorPredictive(fit, { draws: 1000, seed: 1 });
    expect(table.columns.map(({ name }) => name)).toEqual([
      ...["statistic", "observed", "2.5%", "50%", "97.5%", "p"],
    ]);
    for (const [statistic, , , , , p] of table.rows) {
      expect(p, String(statistic)).toBeGreaterThan(0.02);
      expect(p, String(statistic)).toBeLessThan(0.98);
    }
  });

  it("finds zeros that a model does not explain", async () => {
    const random = openStream(8, "test");
    const y = Array.from({ length: 80 }, (_, i) =>
      i % 2 === 0 ? 0 : 6 + Math.floor(4 * random.uniform()),
    );
    const model = compile("y ~ 1", frameFromColumns("zeros", { y }), { family: "poisson" });
    const fit = await fitModel(model, { draws: 300, tune: 300, chains: 2, seed: 1 });
    const { table } = posteriorPredictive(fit, { draws: 300, seed: 1 });
    const zeros = table.rows.find(([name]) => name === "proportion zero")!;
    expect(zeros[1]).toBe(0.5);
    expect(zeros[5]).toBe(0);
  });

  it("compares shares of trials and leaves rows without trials out", async () => {
    const fit = await fitModel(binomialModel(), { draws: 200, tune: 200, chains: 2, seed: 1 });
    const { statistics, table } = posteriorPredictive(fit, { draws: 100, seed: 1 });
    expect(statistics[0]!.name).toBe("total share");
    expect(statistics[0]!.observed).toBeGreaterThan(0.3);
    expect(statistics[0]!.replicated.every((share) => share > 0 && share < 1)).toBe(true);
    expect(table.notes[0]).toContain("100 replicated data sets");
  });

  it("uses known standard errors row by row and says when there are fewer draws than asked for", async () => {
    const fit = await fitModel(schoolsModel(), {
      draws: 100,
      tune: 200,
      chains: 2,
      seed: 1,
      targetAccept: 0.95,
    });
    const { responses, table } = posteriorPredictive(fit, { draws: 500, seed: 1, keep: true });
    expect(responses!.length).toBe(200 * 8);
    expect(table.notes).toContain("the fit has 200 draws, fewer than asked for");
    const school = (row: number): number[] =>
      Array.from({ length: 200 }, (_, draw) => responses![8 * draw + row]!);
    // Errors 15 and 9: the spread of replicates follows.
    expect(moments(school(0)).sd).toBeGreaterThan(moments(school(4)).sd);
  });
});

describe("the table of priors", () => {
  it("says what each prior is, who chose it and why", () => {
    const model = compile("y ~ x + (x | g)", frame, {
      family: "gaussian",
      priors: { x: "Normal(0, 3)", "sd(1 | g)": "HalfNormal(1)" },
    });
    const { columns, rows } = priorTable(model.spec);
    expect(columns.map(({ name }) => name)).toEqual(["parameter", "prior", "chosen by", "reason"]);
    const byName = new Map(rows.map(([name, ...rest]) => [name, rest]));
    expect([...byName.keys()]).toEqual([
      ...["Intercept", "x", "sigma", "sd(1|g)", "sd(x|g)", "cor(1 + x|g)"],
    ]);
    expect(byName.get("x")!.slice(0, 2)).toEqual(["Normal(0, 3)", "you"]);
    expect(byName.get("sd(1|g)")!.slice(0, 2)).toEqual(["HalfNormal(1)", "you"]);
    expect(byName.get("cor(1 + x|g)")!.slice(0, 2)).toEqual(["LKJ(1)", "default"]);
    expect(byName.get("Intercept")![0]).toMatch(/^Normal\(.*\) at the predictors' means$/);
    for (const [, , , reason] of rows) expect(reason).not.toBe("");
  });
});

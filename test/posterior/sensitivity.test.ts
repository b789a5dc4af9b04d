/** Power-scaling against exact answers, and the densities of priors that it scales. */
import { beforeAll, describe, expect, it } from "vitest";
import { openTopLevelPrior } from "../../src/compiler/index.js";
import { compile, fit, frameFromColumns, type Model, type Posterior } from "../../src/index.js";
import { normalCdf, normalQuantile, openStream } from "../../src/math/index.js";
import {
  measureSensitivity,
  openPowerScaling,
  openPriorDraws,
  parameterDraws,
  sensitivityTable,
} from "../../src/posterior/index.js";
import { cumulativeDistance } from "../../src/posterior/sensitivity/cumulative-divergence.js";

/** Normal means with known errors: the posterior at a power of prior or likelihood is normal. */
const y = [0.9, 1.4, 0.2, 1.1, 0.6, 1.8];
const frame = frameFromColumns("known", { y, s: y.map(() => 1) });

const known = (centre: number, sd: number): Model =>
  compile("se(y, s) ~ 1", frame, {
    family: "gaussian",
    priors: { "Intercept(at = 0)": `Normal(${centre}, ${sd})` },
  });

interface Normal {
  readonly mean: number;
  readonly sd: number;
}

function exact(centre: number, sd: number, prior: number, likelihood: number): Normal {
  const precision = prior / (sd * sd) + likelihood * y.length;
  const sum = (prior * centre) / (sd * sd) + likelihood * y.reduce((all, v) => all + v, 0);
  return { mean: sum / precision, sd: 1 / Math.sqrt(precision) };
}

/** By trapezoids between two values. */
function distanceOf(a: Normal, b: Normal, low: number, high: number): number {
  const one = (sign: number): number => {
    let [both, bound] = [0, 0];
    for (let i = 0; i < 4000; i++) {
      const x = low + ((i + 0.5) * (high - low)) / 4000;
      const p = normalCdf((sign * (x - a.mean)) / a.sd);
      const q = normalCdf((sign * (x - b.mean)) / b.sd);
      both += p * Math.log2((2 * p) / (p + q)) + q * Math.log2((2 * q) / (p + q));
      bound += p + q;
    }
    return Math.sqrt(both / bound);
  };
  return Math.max(one(1), one(-1));
}

describe("the cumulative Jensen-Shannon distance", () => {
  it("is that of the distribution functions, for draws at even quantiles", () => {
    const draws = Float64Array.from({ length: 4000 }, (_, i) => normalQuantile((i + 0.5) / 4000));
    const raw = draws.map((x) => Math.exp(0.3 * x - 0.1 * x * x));
    const total = raw.reduce((sum, w) => sum + w, 0);
    // N(0, 1) times exp(.3 x − .1 x²) is normal with precision 1.2 and mean .25.
    const to = { mean: 0.25, sd: 1 / Math.sqrt(1.2) };
    const found = cumulativeDistance(draws.toReversed(), raw.map((w) => w / total).reverse());
    const expected = distanceOf({ mean: 0, sd: 1 }, to, draws[0]!, draws.at(-1)!);
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.01);
    expect(
      cumulativeDistance(
        draws,
        draws.map(() => 1 / 4000),
      ),
    ).toBeLessThan(1e-7);
  });
});

describe("power-scaling of a normal mean", () => {
  const cases = [
    { centre: 0, sd: 10, diagnosis: "-" },
    { centre: 4, sd: 0.5, diagnosis: "prior-data conflict" },
  ] as const;
  const fits: (readonly Posterior[])[] = [];
  beforeAll(async () => {
    for (const { centre, sd } of cases) {
      const model = known(centre, sd);
      const settings = { draws: 4000, seed: 3 } as const;
      fits.push([
        await fit(model, { ...settings, engine: "nuts" }),
        await fit(model, { ...settings, engine: "inla", draws: 16000 }),
        await fit(model, { ...settings, engine: "advi", draws: 16000 }),
      ]);
    }
  });

  it("has the derivative of the exact distance, and says what it means", () => {
    cases.forEach(({ centre, sd, diagnosis }, i) => {
      for (const posterior of fits[i]!) {
        const { parameters, kHat } = measureSensitivity(posterior);
        const draws = parameterDraws(posterior.draws, 0).sort();
        const base = exact(centre, sd, 1, 1);
        const derivative = (at: (alpha: number) => Normal): number =>
          [0.99, 1.01].reduce(
            (sum, alpha) => sum + distanceOf(base, at(alpha), draws[0]!, draws.at(-1)!),
            0,
          ) /
          (2 * Math.log2(1.01));
        const [found] = parameters;
        expect(found!.parameter).toBe("Intercept");
        // 16,000 draws: the distance follows the mean of the log density, known to 1 or 2 %.
        const close = (value: number, expected: number): void =>
          expect(Math.abs(value - expected)).toBeLessThan(0.08 * expected + 1e-3);
        close(
          found!.prior,
          derivative((alpha) => exact(centre, sd, alpha, 1)),
        );
        close(
          found!.likelihood,
          derivative((alpha) => exact(centre, sd, 1, alpha)),
        );
        expect(found!.diagnosis).toBe(diagnosis);
        expect(kHat).toBeLessThan(0.7);
      }
    });
  });

  it("weighs draws to the posterior that a prior of that power has when it is fitted", async () => {
    const scaled = openPowerScaling(fits[1]![1]!);
    const draws = parameterDraws(fits[1]![1]!.draws, 0);
    for (const alpha of [0.8, 1.25]) {
      const { weights } = scaled("prior", alpha);
      const mean = weights.reduce((sum, w, s) => sum + w * draws[s]!, 0);
      const again = await fit(known(4, 0.5 / Math.sqrt(alpha)), { engine: "inla", draws: 16000 });
      const other = parameterDraws(again.draws, 0);
      const refitted = other.reduce((sum, value) => sum + value, 0) / other.length;
      // Posterior sd .32, two means of 16,000 draws: five errors are .018.
      expect(Math.abs(mean - refitted)).toBeLessThan(0.018);
      expect(Math.abs(mean - exact(4, 0.5, alpha, 1).mean)).toBeLessThan(0.015);
    }
  });

  it("explains its words below the table and marks the threshold in the chart", () => {
    const { notes, chart, rows } = sensitivityTable(measureSensitivity(fits[1]![0]!));
    expect(notes.some((note) => note.startsWith("prior-data conflict: "))).toBe(true);
    expect(chart).toMatchObject({ x: "parameter", y: "prior", beside: "likelihood", none: 0.05 });
    expect(rows.length).toBe(1);
  });
});

describe("the density of the priors that a model states", () => {
  const rows = frameFromColumns("rows", {
    y: [0.1, 1.2, 2.1, 0.4, 1.9, 3.2],
    x: [1, 2, 3, 4, 5, 9],
    a: [3, 1, 2, 6, 5, 4],
    b: [1, 0, 0, 1, 1, 0],
    g: ["a", "b", "a", "b", "a", "b"],
    t: [1, 2, 3, 4, 5, 6],
  });

  /** Difference of the log density between two draws, which differ in the named values alone. */
  function difference(
    model: Model,
    from: Readonly<Record<string, number>>,
    to: Readonly<Record<string, number>>,
  ): number {
    const logPrior = openTopLevelPrior(model);
    const draw = (named: Readonly<Record<string, number>>): Float64Array =>
      Float64Array.from(
        model.parameters,
        ({ name, role }) => named[name] ?? (role === "sd" || role === "auxiliary" ? 1 : 0.1),
      );
    return logPrior(draw(to)) - logPrior(draw(from));
  }

  it("stands on centred intercepts, precisions and standard deviations, as each prior does", () => {
    const model = compile("y ~ x + (1 | g)", rows, {
      family: "gaussian",
      priors: {
        Intercept: "Normal(0, 2)",
        x: "Normal(1, 0.5)",
        "precision(1 | g)": "Gamma(2, 3)",
        sigma: "HalfNormal(2)",
      },
    });
    const at = { Intercept: 0, x: 0 };
    // The intercept's prior is where x is at its mean, 4: from 0 to 0.3 + 4 · 0.2.
    expect(difference(model, at, { Intercept: 0.3, x: 0.2 })).toBeCloseTo(
      -(1.1 ** 2) / 8 - (0.8 ** 2 - 1) / 0.5,
      10,
    );
    // log of τ e^(−3 τ) between τ = 1 and 4.
    expect(difference(model, { "sd(1|g)": 1 }, { "sd(1|g)": 0.5 })).toBeCloseTo(
      Math.log(4) - 9,
      10,
    );
    expect(difference(model, { sigma: 1 }, { sigma: 3 })).toBeCloseTo(-8 / 8, 10);
    // Effects given their scales are not among the priors.
    expect(difference(model, { "1|g[a]": 0 }, { "1|g[a]": 2 })).toBe(0);
  });

  it("has the determinant of correlations, in the order in which they are reported", () => {
    const priors = { cor: "LKJ(3)" };
    const model = compile("y ~ (x + a + b | g)", rows, { family: "gaussian", priors });
    const zero = Object.fromEntries(
      model.parameters.filter(({ role }) => role === "correlation").map(({ name }) => [name, 0]),
    );
    const found = difference(model, zero, { ...zero, "cor(x,b|g)": 0.6 });
    expect(found).toBeCloseTo(2 * Math.log(1 - 0.36), 10);
    // Draws of the prior have correlations of proper matrices: a wrong order would not.
    const wild = compile("y ~ (x + a + b | g)", rows, {
      family: "gaussian",
      priors: { cor: "LKJ(0.2)" },
    });
    const [draw, random] = [openPriorDraws(wild.spec, wild.parameters), openStream(1, "test")];
    const logPrior = openTopLevelPrior(wild);
    for (let i = 0; i < 200; i++) expect(Number.isFinite(logPrior(draw(random)))).toBe(true);
  });

  it("of a correlation by its complexity is exponential in √(1 − rho), without a Jacobian", () => {
    const model = compile("y ~ 1 + ar1(t)", rows, {
      family: "gaussian",
      priors: { "rho(ar1(t))": "PC(0.5, 0.75)" },
    });
    const at = (rho: number): Readonly<Record<string, number>> => ({ "rho(ar1(t))": rho });
    const logDensity = (rho: number, rate: number): number =>
      -rate * Math.sqrt(1 - rho) - 0.5 * Math.log(1 - rho);
    const [one, two] = [difference(model, at(0), at(0.5)), difference(model, at(0), at(0.9))];
    const slope = (found: number, rho: number): number =>
      (found - logDensity(rho, 0) + logDensity(0, 0)) / (1 - Math.sqrt(1 - rho));
    // Both give the same rate.
    expect(slope(one, 0.5)).toBeCloseTo(slope(two, 0.9), 8);
  });
});

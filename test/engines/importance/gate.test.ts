/** A correction that passes its gate is right, and one that cannot be right says so. */
import { describe, expect, it } from "vitest";
import {
  compile,
  fit,
  frameFromColumns,
  summary,
  type InlaPosterior,
  type Model,
} from "../../../src/index.js";
import { judge } from "../../../src/engines/importance/judge-weights.js";
import { openStream } from "../../../src/math/index.js";
import { untrustworthy } from "../../../src/posterior/index.js";
import { answers } from "./answers.js";

/** The largest distance of a mean from that of NUTS, in posterior sds, and of the log of an sd. */
async function distances(
  model: Model,
  corrected: InlaPosterior,
): Promise<{ readonly mean: number; readonly logSd: number }> {
  const sampled = await fit(model, { draws: 2500, tune: 800, target_accept: 0.95, seed: 8 });
  const others = new Map(summary(sampled).rows.map((row) => [row.name, row]));
  const rows = summary(corrected).rows.flatMap(({ name, mean, sd }) => {
    const other = others.get(name);
    return other
      ? [{ mean: Math.abs(mean - other.mean) / other.sd, logSd: Math.abs(Math.log(sd / other.sd)) }]
      : [];
  });
  return {
    mean: Math.max(...rows.map(({ mean }) => mean)),
    logSd: Math.max(...rows.map(({ logSd }) => logSd)),
  };
}

describe("seven binary answers a subject with an sd of four, as in the toenail data", () => {
  const model = compile("yes ~ time + (1 | subject)", answers(80, 7, 4, 2), {
    family: "bernoulli",
    priors: { "sd(1|subject)": "HalfNormal(5)" },
  });

  it("are right where subjects are the only factor: they are integrated one by one", async () => {
    const corrected = await fit(model, { engine: "inla", correct: true });
    expect(corrected.correction).toMatchObject({ recipe: "groups", passed: true });
    expect(corrected.diagnostics).toEqual([]);
    const { mean, logSd } = await distances(model, corrected);
    // Both have Monte Carlo errors of some .02 to .03 sds, over 83 parameters.
    expect(mean).toBeLessThan(0.13);
    expect(logSd).toBeLessThan(0.15);
  }, 120_000);

  it("fail the gate where visits are a second factor, and the fit says so", async () => {
    const crossed = compile("yes ~ 1 + (1 | subject) + (1 | visit)", answers(80, 7, 4, 2), {
      family: "bernoulli",
      priors: { "sd(1|subject)": "HalfNormal(5)", "sd(1|visit)": "HalfNormal(2)" },
    });
    const corrected = await fit(crossed, { engine: "inla", correct: true });
    expect(corrected.correction).toMatchObject({ recipe: "joint", passed: false });
    expect(corrected.diagnostics.map(({ code }) => code)).toContain("correction-failed");
    expect(untrustworthy(corrected.diagnostics)).toBe(true);
  }, 120_000);
});

describe("counts without groups", () => {
  const x = Array.from({ length: 80 }, (_, row) => Math.sin(row));
  const y = x.map((value, row) => (row % 4) * (row % 3) + (value > 0 ? 1 : 0));
  const model = compile("y ~ 1 + x", frameFromColumns("d", { x, y }), {
    family: "negative_binomial",
    priors: { Intercept: "Normal(0, 2)", x: "Normal(0, 2)", alpha: "Gamma(4, 1)" },
  });

  it("have their coefficients proposed with the hyperparameters, from a t, and pass", async () => {
    const corrected = await fit(model, { engine: "inla", correct: true });
    expect(corrected.correction!.recipe).toBe("groups");
    expect(corrected.correction!.passed).toBe(true);
    expect(corrected.correction!.kHat).toBeLessThan(0.3);
    const exact = summary(await fit(model, { engine: "nuts", draws: 4000 })).rows;
    for (const { name, mean, sd } of summary(corrected).rows) {
      const long = exact.find((row) => row.name === name)!;
      // Some 12,000 draws of nuts: four errors of a mean, and of a sd whose marginal has long tails.
      expect(Math.abs(mean - long.mean) / long.sd).toBeLessThan(0.04);
      expect(Math.abs(sd / long.sd - 1)).toBeLessThan(0.04);
    }
  }, 60_000);
});

describe("the gate", () => {
  it("does not ask what the tail of weights is that are nearly equal", () => {
    const random = openStream(3, "nearly equal weights");
    const logRatios = Float64Array.from(
      { length: 8000 },
      () => 1e-5 * Math.pow(random.uniform(), -0.9),
    );
    const moments = { mean: new Float64Array(0), covariance: new Float64Array(0) };
    const { correction } = judge({ points: [], logRatios, moments }, [], "joint");
    expect(correction.kHat).toBeGreaterThan(0.5);
    expect(correction.passed).toBe(true);
  });
});

describe("a corrected fit", () => {
  const model = compile("yes ~ 1 + (1 | subject)", answers(40, 4, 1, 6), {
    family: "bernoulli",
    priors: { "sd(1|subject)": "HalfNormal(1)" },
  });

  it("draws as many as were asked for, the same bytes with the same seed", async () => {
    const draw = async (seed: number): Promise<Buffer> => {
      const { draws } = await fit(model, { engine: "inla", correct: true, draws: 500, seed });
      expect(draws.drawsPerChain).toBe(500);
      return Buffer.from(draws.values.buffer);
    };
    const first = await draw(3);
    expect((await draw(3)).equals(first)).toBe(true);
    expect((await draw(4)).equals(first)).toBe(false);
  });

  it("has Monte Carlo errors that seeds confirm: not smaller, and at most six times as large", async () => {
    const rows = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (seed) => {
        const corrected = await fit(model, { engine: "inla", correct: true, seed });
        return summary(corrected).rows.find(({ name }) => name === "sd(1|subject)")!;
      }),
    );
    const means = rows.map(({ mean }) => mean);
    const centre = means.reduce((sum, mean) => sum + mean, 0) / means.length;
    const spread = Math.sqrt(means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / 7);
    const { mcseMean } = rows[0] as { readonly mcseMean?: number };
    // A chi-square with seven degrees of freedom leaves .29 to 1.87 once in a thousand.
    expect(spread / mcseMean!).toBeGreaterThan(0.29 / 6);
    expect(spread / mcseMean!).toBeLessThan(1.87);
  }, 60_000);
});

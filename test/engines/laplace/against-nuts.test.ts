/** The approximation against NUTS on the same models: close, or flagged by the engine itself. */
import { describe, expect, it } from "vitest";
import { fit, summary } from "../../../src/index.js";
import { untrustworthy } from "../../../src/posterior/index.js";
import {
  compileCase,
  modelCases,
  simulate,
  simulateAnswers,
  simulatePairs,
  type ModelCase,
} from "./laplace-models.js";

const data = simulate(160, 16, 9);

/** Posterior sds; the Monte Carlo errors of 4,000 draws are about .02. */
const close = 0.1;
const noise = 0.04;

function far(approximate: readonly Named[], sampled: readonly Named[]): readonly string[] {
  const others = new Map(sampled.map((row) => [row.name, row]));
  return approximate.flatMap(({ name, mean }) => {
    const other = others.get(name);
    return other && Math.abs(mean - other.mean) > (close + noise) * other.sd ? [name] : [];
  });
}

interface Named {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
}

const flagged: ModelCase = {
  name: "Bernoulli, two answers a group",
  formula: "binary ~ 1 + (1 | pair)",
  family: "bernoulli",
  priors: { "sd(1|pair)": "HalfNormal(4)" },
};

describe("the nested Laplace engine against NUTS", () => {
  // Seeds are fixed. Were they not, one parameter in some 500 would be off by four Monte Carlo errors.
  it.each(modelCases)(
    "agrees on $name",
    async (one) => {
      const model = compileCase(one, data);
      const approximate = await fit(model, { engine: "inla" });
      const sampled = await fit(model, { draws: 1000, tune: 700, target_accept: 0.9, seed: 6 });
      const off = far(summary(approximate).rows, summary(sampled).rows);
      expect(off.length).toBeLessThanOrEqual(0.05 * model.parameters.length);
      if (off.length === 0) expect(untrustworthy(approximate.diagnostics)).toBe(false);
    },
    30_000,
  );

  it("is nearest by Laplace's method on four binary answers a group", async () => {
    const model = compileCase(
      {
        name: "Bernoulli, four answers a group",
        formula: "binary ~ x + (1 | unit)",
        family: "bernoulli",
        priors: { "sd(1|unit)": "HalfNormal(1)", common: "Normal(0, 2.5)" },
      },
      simulateAnswers(30, 4, 2),
    );
    const long = await fit(model, { draws: 5000, tune: 700, target_accept: 0.9, seed: 6 });
    const sampled = new Map(summary(long).rows.map((row) => [row.name, row]));
    /** Largest distance of a mean, and of a relative sd, of a common effect. */
    const distance = async (strategy: "variational" | "simplified_laplace" | "laplace") => {
      const rows = summary(await fit(model, { engine: "inla", strategy })).rows.filter(
        ({ name }) => name === "Intercept" || name === "x",
      );
      const off = rows.map(({ name, mean, sd }) => {
        const other = sampled.get(name)!;
        return [Math.abs(mean - other.mean) / other.sd, Math.abs(sd / other.sd - 1)] as const;
      });
      return { mean: Math.max(...off.map(([m]) => m)), sd: Math.max(...off.map(([, s]) => s)) };
    };
    const laplace = await distance("laplace");
    // Monte Carlo errors of 20,000 draws are about .01 for both.
    expect(laplace.mean).toBeLessThan(0.1);
    expect(laplace.sd).toBeLessThan(0.1);
    for (const other of ["variational", "simplified_laplace"] as const) {
      const { mean, sd } = await distance(other);
      expect(laplace.mean).toBeLessThan(mean);
      expect(laplace.sd).toBeLessThan(sd);
    }
  }, 60_000);

  it.each(modelCases.filter(({ name }) => name.includes("bound")))(
    "has the scales of $name, whose bounds press on them",
    async (one) => {
      const model = compileCase(one, data);
      const approximate = await fit(model, { engine: "inla" });
      const sampled = await fit(model, { draws: 2500, tune: 700, target_accept: 0.9, seed: 6 });
      const others = new Map(summary(sampled).rows.map((row) => [row.name, row]));
      const scales = summary(approximate).rows.filter(
        ({ name }) => name.startsWith("sd(") || name === "sigma",
      );
      expect(scales.length).toBeGreaterThan(0);
      for (const { name, mean, sd, q025, q975 } of scales) {
        const other = others.get(name)!;
        // Monte Carlo errors of 10,000 draws are about .02 sd; the quantiles' are twice that.
        expect(Math.abs(mean - other.mean) / other.sd, name).toBeLessThan(0.1);
        expect(Math.abs(sd / other.sd - 1), name).toBeLessThan(0.1);
        expect(Math.abs(q025 - other.q025) / other.sd, name).toBeLessThan(0.25);
        expect(Math.abs(q975 - other.q975) / other.sd, name).toBeLessThan(0.25);
      }
      const codes = approximate.diagnostics.map(({ code }) => code);
      expect(codes).not.toContain("mode-not-reached");
      expect(codes).not.toContain("flat-hyperparameter");
    },
    30_000,
  );

  it("says itself that it is not to be trusted on two answers a group", async () => {
    const { diagnostics, check } = await fit(compileCase(flagged, simulatePairs(80, 3)), {
      engine: "inla",
    });
    expect(untrustworthy(diagnostics)).toBe(true);
    expect(check).toBeDefined();
  });
});

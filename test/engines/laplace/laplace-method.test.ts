/** Laplace's method for marginals of latents, where their densities are known exactly. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, summary } from "../../../src/index.js";
import { compileCase, simulate, type ModelCase } from "./laplace-models.js";

const data = simulate(80, 8, 3);

const rowsOf = async (one: ModelCase, strategy: "variational" | "laplace" | "laplace_all") => {
  const result = await fit(compileCase(one, data), { engine: "inla", strategy });
  return summary(result).rows;
};

const walk: ModelCase = {
  name: "Gaussian, groups and a walk",
  formula: "y ~ x + (1 | h) + rw1(week)",
  family: "gaussian",
};

describe("Laplace's method", () => {
  it("gives the exact density of the only parameter of a model", async () => {
    const [successes, trials] = [2, 9];
    const frame = frameFromColumns("one", { k: [2, 0], n: [5, 4] });
    const model = compile("p(k, n) ~ 1", frame, {
      family: "binomial",
      priors: { Intercept: "Normal(0, 2)" },
    });
    const [row] = summary(await fit(model, { engine: "inla", strategy: "laplace" })).rows;
    const at = Array.from({ length: 4001 }, (_, i) => -12 + 0.006 * i);
    const density = at.map((b) =>
      Math.exp(successes * b - trials * Math.log1p(Math.exp(b)) - (b * b) / 8),
    );
    const mass = density.reduce((sum, value) => sum + value, 0);
    const mean = density.reduce((sum, value, i) => sum + value * at[i]!, 0) / mass;
    const square = density.reduce((sum, value, i) => sum + value * (at[i]! - mean) ** 2, 0) / mass;
    const quantile = (p: number): number => {
      let below = 0;
      return at.find((_, i) => (below += density[i]! / mass) >= p)!;
    };
    expect(row!.mean).toBeCloseTo(mean, 3);
    expect(row!.sd).toBeCloseTo(Math.sqrt(square), 3);
    expect(Math.abs(row!.q025 - quantile(0.025))).toBeLessThan(0.01);
    expect(Math.abs(row!.q975 - quantile(0.975))).toBeLessThan(0.01);
    const peak = at[density.indexOf(Math.max(...density))]!;
    expect(Math.abs(row!.mode - peak)).toBeLessThan(0.01);
  });

  it("changes nothing where conditionals are normal, constraints or not", async () => {
    const normal = await rowsOf(walk, "variational");
    const laplace = await rowsOf(walk, "laplace_all");
    normal.forEach(({ name, mean, sd, q025, q975 }, i) => {
      expect(Math.abs(laplace[i]!.mean - mean) / sd, name).toBeLessThan(1e-3);
      expect(Math.abs(laplace[i]!.sd / sd - 1), name).toBeLessThan(1e-3);
      expect(Math.abs(laplace[i]!.q025 - q025) / sd, name).toBeLessThan(0.01);
      expect(Math.abs(laplace[i]!.q975 - q975) / sd, name).toBeLessThan(0.01);
    });
  });

  it("serves the common effects alone unless every effect is asked for", async () => {
    const one = { name: "", formula: "p(k, n) ~ x + (1 | g)", family: "binomial" };
    const result = await fit(compileCase(one, data), { engine: "inla", strategy: "laplace" });
    const kinds = result.marginals.map((marginal) => marginal?.kind);
    expect(kinds.slice(0, 2)).toEqual(["transformed", "transformed"]);
    expect(new Set(kinds.slice(3))).toEqual(new Set(["mixture"]));
  });
});

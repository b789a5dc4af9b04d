/** Fits agree with posteriors that are known in closed form or by quadrature. */
import { describe, expect, it } from "vitest";
import { compile, frameFromColumns, type Posterior } from "../../src/index.js";
import { fitModel, summarise, type ParameterSummary } from "../../src/posterior/index.js";
import { lineModel, schools, schoolsModel } from "./fitted-models.js";

interface Exact {
  readonly mean: number;
  readonly sd: number;
}

/**
 * |difference| ≤ 4 Monte Carlo errors for means and sds: with z near Normal(0, 1) the chance of a
 * false alarm is 6.3e-5 a comparison, below 0.2 % for this file over seeds; seeds are fixed.
 */
function expectExact(fit: Posterior, name: string, exact: Exact): void {
  const row = summarise(fit).rows.find(
    (candidate): candidate is ParameterSummary => candidate.name === name,
  )!;
  expect(Math.abs(row.mean - exact.mean) / row.mcseMean, `${name} mean`).toBeLessThan(4);
  expect(Math.abs(row.sd - exact.sd) / row.mcseSd, `${name} sd`).toBeLessThan(4);
}

describe("a gaussian regression with flat priors", () => {
  it("has the t posterior of the textbook", async () => {
    const { model, x, y } = lineModel({
      "Intercept(at = 0)": "Flat()",
      common: "Flat()",
      sigma: "Flat()",
    });
    const n = x.length;
    const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / n;
    const [mx, my] = [mean(x), mean(y)];
    const sxx = x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
    const slope = x.reduce((sum, v, i) => sum + (v - mx) * (y[i]! - my), 0) / sxx;
    const intercept = my - slope * mx;
    const residual = y.reduce((sum, v, i) => sum + (v - intercept - slope * x[i]!) ** 2, 0);
    // p(sigma) ∝ 1: the coefficients are t with n − 3 degrees of freedom, scale² residual / (n − 3);
    // their variance is that of the scale times df / (df − 2).
    const variance = residual / (n - 5);
    const fit = await fitModel(model, { seed: 21 });
    expectExact(fit, "x", { mean: slope, sd: Math.sqrt(variance / sxx) });
    expectExact(fit, "Intercept", {
      mean: intercept,
      sd: Math.sqrt(variance * (1 / n + (mx * mx) / sxx)),
    });
    expect(fit.diagnostics).toEqual([]);
  });
});

describe("eight schools", () => {
  it("has the posterior that quadrature over the scale gives", async () => {
    const fit = await fitModel(schoolsModel(), { seed: 22, targetAccept: 0.95, draws: 2000 });
    const exact = quadrature();
    expectExact(fit, "Intercept", exact.mean);
    expectExact(fit, "sd(1|school)", exact.scale);
    expectExact(fit, "1|school[A]", exact.firstEffect);
  });
});

/** Integrates over tau ~ HalfNormal(5); given tau, mu and the effects are normal. */
function quadrature(): {
  readonly mean: Exact;
  readonly scale: Exact;
  readonly firstEffect: Exact;
} {
  const priorVariance = 25;
  const sums = { weight: 0, mu: [0, 0], tau: [0, 0], effect: [0, 0] };
  const add = (to: number[], weight: number, mean: number, variance: number): void => {
    to[0]! += weight * mean;
    to[1]! += weight * (variance + mean * mean);
  };
  for (let step = 0.5; step < 4000; step++) {
    const tau = step / 100;
    const variances = schools.errors.map((s) => s * s + tau * tau);
    const precision = variances.reduce((sum, v) => sum + 1 / v, 1 / priorVariance);
    const muMean = schools.effects.reduce((sum, y, j) => sum + y / variances[j]!, 0) / precision;
    // log p(tau | y) = log prior + ½ log(1 / precision) − ½ Σ log v − ½ (Σ y²/v − precision mu²)
    const logWeight =
      -0.5 * (tau / 5) ** 2 -
      0.5 * Math.log(precision) -
      0.5 *
        schools.effects.reduce(
          (sum, y, j) => sum + Math.log(variances[j]!) + (y * y) / variances[j]!,
          0,
        ) +
      0.5 * precision * muMean * muMean;
    const weight = Math.exp(logWeight);
    // effect | mu, tau, y is Normal(k (y − mu), k s²) with k = tau² / (s² + tau²).
    const error = schools.errors[0] ** 2;
    const k = (tau * tau) / variances[0]!;
    sums.weight += weight;
    add(sums.mu, weight, muMean, 1 / precision);
    add(sums.tau, weight, tau, 0);
    add(sums.effect, weight, k * (schools.effects[0] - muMean), k * error + (k * k) / precision);
  }
  const moments = ([first, second]: number[]): Exact => {
    const mean = first! / sums.weight;
    return { mean, sd: Math.sqrt(second! / sums.weight - mean * mean) };
  };
  return { mean: moments(sums.mu), scale: moments(sums.tau), firstEffect: moments(sums.effect) };
}

describe("a model of a single row", () => {
  it("has the posterior of Beta integrals on the logit scale", async () => {
    const data = frameFromColumns("one", { k: [3], n: [5] });
    const model = compile("p(k, n) ~ 1", data, {
      family: "binomial",
      priors: { "Intercept(at=0)": "Flat()" },
    });
    const fit = await fitModel(model, { seed: 3 });
    // A logit with a flat prior has a rate Beta(3, 2): E logit = ψ(3) − ψ(2), var = ψ′(3) + ψ′(2).
    expectExact(fit, "Intercept", { mean: 0.5, sd: Math.sqrt(0.39493407 + 0.64493407) });
  });
});

/** Models of totals by the nested Laplace engine: exact identities, for every likelihood of counts. */
import { describe, expect, it } from "vitest";
import { openEvaluator } from "../../../src/kernels/index.js";
import { openPointEvaluator } from "../../../src/engines/laplace/index.js";
import { simulatePrecincts, totalsModel } from "../../model/totals/precincts.js";
import { latentOf } from "./laplace-models.js";

const three = simulatePrecincts({
  precincts: 10,
  people: 30,
  seed: 2,
  coefficients: [
    [1.5, -1.5, -3, 0.2],
    [-1, 1, 2.5, 0],
  ],
});
const two = simulatePrecincts({
  precincts: 20,
  people: 60,
  seed: 3,
  coefficients: [[1.2, -1.0, -2.4, 0.3]],
});

const likelihoods = ["mean", "normal", "saddlepoint", "exact", "dispersed"] as const;

const cases = [
  { name: "two outcomes", data: two, formula: "votes(dem, none) ~ party + (1 | precinct)" },
  { name: "correlated slopes", data: two, formula: "votes(dem, none) ~ party + (1 + n | age)" },
  { name: "three outcomes", data: three, formula: "votes(dem, rep, none) ~ party + (1 | age)" },
].flatMap((one) => likelihoods.map((likelihood) => ({ ...one, likelihood })));

function modelOf({ data, formula, likelihood }: (typeof cases)[number]) {
  const family = data === two ? "beta_binomial" : "dirichlet_multinomial";
  return totalsModel(data, formula, likelihood === "dispersed" ? { family } : { likelihood });
}

describe.each(cases)("$name by $likelihood", (one) => {
  const model = modelOf(one);
  const target = latentOf(model);
  const evaluator = openPointEvaluator(target);
  const theta = target.start.map((value, k) => value + 0.15 * (k + 1));

  it("has a density of the hyperparameters whose gradient differences confirm", () => {
    const { gradient, mode } = evaluator.gradient(theta, target.prior.mean);
    const scale = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    theta.forEach((_, k) => {
      const at = (by: number): number => {
        const moved = theta.slice();
        moved[k]! += by;
        return evaluator.value(moved, mode).value;
      };
      const h = 5e-3;
      const slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
      expect(Math.abs(gradient[k]! - slope) / scale).toBeLessThan(1e-5);
    });
  });

  it("has a parameter of the report for every latent and hyperparameter", () => {
    expect(openEvaluator(model.plan).reportedCount).toBe(model.parameters.length);
    const { mode } = evaluator.gradient(theta, target.prior.mean);
    expect(mode.length + theta.length).toBe(model.parameters.length);
  });
});

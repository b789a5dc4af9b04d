/** Models of totals by the nested Laplace engine: exact identities, for every likelihood of counts. */
import { describe, expect, it } from "vitest";
import { openEvaluator } from "../../../src/kernels/index.js";
import { openPointEvaluator } from "../../../src/engines/laplace/index.js";
import { simulatePrecincts, threeWay, totalsModel } from "../../model/totals/precincts.js";
import { gradientError, latentOf, shiftedStart } from "./laplace-models.js";

const three = simulatePrecincts({
  precincts: 10,
  people: 30,
  seed: 2,
  coefficients: threeWay,
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

  it("has a density of the hyperparameters whose gradient differences confirm", () => {
    expect(gradientError(target, 5e-3)).toBeLessThan(1e-5);
  });

  it("has a parameter of the report for every latent and hyperparameter", () => {
    expect(openEvaluator(model.plan).reportedCount).toBe(model.parameters.length);
    const theta = shiftedStart(target);
    const { mode } = openPointEvaluator(target).gradient(theta, target.prior.mean);
    expect(mode.length + theta.length).toBe(model.parameters.length);
  });
});

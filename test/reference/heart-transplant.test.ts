/** The notebook's heart-transplant models against their exact posteriors. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../src/index.js";
import { meanAndError } from "../support/draw-moments.js";

// Hernan and Robins, "Causal Inference: What If" (2020), chapter 2: 20 patients.
const patients = frameFromColumns("patients", {
  Risk_Strata: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  Treatment: [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  Outcome: [0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0],
});

// Exact values by numerical integration; four Monte Carlo errors: false alarms below 1 in 10,000.
describe.each([
  { formula: "Outcome ~ 1 + Treatment", mean: 0.1088, sd: 0.2571 },
  {
    formula: "Outcome ~ 1 + Risk_Strata + Treatment + Risk_Strata:Treatment",
    mean: -0.0042,
    sd: 0.3713,
  },
])("$formula", ({ formula, mean, sd }) => {
  it("has the notebook's exact treatment effect under the default priors", async () => {
    const result = await fit(compile(formula, patients, { family: "gaussian" }), {
      engine: "nuts",
      seed: 42,
      draws: 2000,
    });
    const treatment = meanAndError(result, ["Treatment"]);
    expect(Math.abs(treatment.mean - mean)).toBeLessThanOrEqual(4 * treatment.error + 0.00005);
    expect(Math.abs(treatment.sd / sd - 1)).toBeLessThanOrEqual(0.05);
  });
});

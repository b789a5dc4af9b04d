/** The notebook's heart-transplant models against their exact posteriors. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../src/index.js";
import { printSpec } from "../../src/report/index.js";
import { meanAndError } from "../support/draw-moments.js";

// Hernan and Robins, "Causal Inference: What If" (2020), chapter 2: 20 patients.
const patients = frameFromColumns("patients", {
  Risk_Strata: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  Treatment: [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  Treatment_x_Risk_Strata: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  Outcome: [0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0],
});

// Exact values by numerical integration; four Monte Carlo errors: false alarms below 1 in 1,000 in all.
describe.each([
  {
    formula: "Outcome ~ 1 + Treatment",
    exact: { Treatment: [0.1088, 0.2571], Intercept: [0.4293, 0.2076], sigma: [0.5435] },
    priors: ["Normal(0.5, 2.1129)", "Normal(0, 2.6207)"],
  },
  {
    formula: "Outcome ~ 1 + Treatment + Risk_Strata + Treatment_x_Risk_Strata",
    exact: {
      Treatment: [-0.0042, 0.3713],
      Risk_Strata: [0.4065, 0.3994],
      Treatment_x_Risk_Strata: [0.01, 0.5045],
      Intercept: [0.2543, 0.2649],
      sigma: [0.5308],
    },
    priors: ["Normal(0.5, 2.8437)", "Normal(0, 2.6207)", "Normal(0, 2.5516)", "Normal(0, 2.5126)"],
  },
])("$formula", ({ formula, exact, priors }) => {
  const model = compile(formula, patients, { family: "gaussian" });

  it("has the notebook's default priors", () => {
    const shown = printSpec(model.spec);
    for (const prior of priors) expect(shown).toContain(prior);
  });

  it("has the notebook's exact posterior", async () => {
    const result = await fit(model, { engine: "nuts", seed: 42, draws: 2000 });
    for (const [name, [mean, sd]] of Object.entries(exact)) {
      const found = meanAndError(result, [name]);
      expect(Math.abs(found.mean - mean!), name).toBeLessThanOrEqual(4 * found.error + 0.00005);
      if (sd !== undefined) expect(Math.abs(found.sd / sd - 1), name).toBeLessThanOrEqual(0.05);
    }
  });
});

/** CPO and PIT against refits without the row, and their shape where the model is true. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { compileCase, modelCases, simulate } from "./laplace-models.js";

const data = simulate(60, 6, 12);

describe("leaving one row out", () => {
  it("predicts a Gaussian row as a fit without it does", async () => {
    const y = [1.2, 0.7, 2.9, 1.4, 0.2, 1.9];
    const priors = { "Intercept(at=0)": "Normal(1, 2)", sigma: "LogNormal(0, 0.01)" };
    const whole = await fit(
      compile("y ~ 1", frameFromColumns("d", { y }), { family: "gaussian", priors }),
      { engine: "inla" },
    );
    const rest = frameFromColumns("d", { y: y.slice(0, 5) });
    const without = await fit(compile("y ~ 1", rest, { family: "gaussian", priors }), {
      engine: "inla",
    });
    // sigma is 1 to a hundredth, so the predictive density is nearly normal.
    const { mean, variance } = without.approximation.centre;
    const sd = Math.sqrt(variance[0]! + 1);
    const z = (y[5]! - mean[0]!) / sd;
    const density = Math.exp(-0.5 * z * z) / (sd * Math.sqrt(2 * Math.PI));
    expect(Math.abs(whole.leaveOneOut.cpo[5]! / density - 1)).toBeLessThan(2e-3);
  });

  it.each([1, 3, 7].map((at) => modelCases[at]!))(
    "gives PIT values between 0 and 1, in the middle on average, for $name",
    async (one) => {
      const { leaveOneOut } = await fit(compileCase(one, data), { engine: "inla" });
      const { pit, failure } = leaveOneOut;
      expect(pit.length).toBe(60);
      for (const value of pit) expect(value > 0 && value < 1).toBe(true);
      // The mean of 60 uniforms has sd .037: four of them.
      expect(Math.abs(pit.reduce((sum, value) => sum + value, 0) / 60 - 0.5)).toBeLessThan(0.15);
      // A count that hardly fits may be beyond what quadrature can divide out, and then says so.
      expect(failure.filter((share) => share > 0.5).length).toBeLessThanOrEqual(3);
    },
  );
});

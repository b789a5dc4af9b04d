/** An approximation whose exact weights are nearly equal is not called wrong for the shape of their tail. */
import { describe, expect, it } from "vitest";
import { fit } from "../../src/index.js";
import { checkTable } from "../../src/posterior/index.js";
import { leaveOneOut } from "../../src/posterior/criticism/leave-one-out.js";
import { runText } from "../session/run-text.js";

const fewCounts = (seed: number): string => `
data d = simulate(rows = 80, seed = ${seed}, x = normal(0, 1), y = poisson(exp(-1.6 - 0.2 * x)))
model m on d {
  y ~ x
  family = poisson
  prior Intercept ~ Normal(0, 1)
  prior common ~ Normal(0, 1)
}
f = fit(m, engine = inla)`;

describe("a Poisson regression on few counts", () => {
  it.each([1, 2, 3])(
    "of seed %d is trusted by inla, and its means are those of nuts",
    async (seed) => {
      const { value, outcome } = await runText(fewCounts(seed));
      const approximated = value("f");
      if (approximated?.kind !== "fit" || approximated.engine !== "inla")
        throw new Error("there is no fit");
      const { check, model, diagnostics } = approximated;
      expect(check!.kHat).toBeGreaterThan(0.7);
      expect(check!.effectiveDraws).toBeGreaterThan(0.96 * check!.draws);
      expect(diagnostics).toEqual([]);
      expect(outcome.trusted).toBe(true);
      const rows = checkTable(leaveOneOut(approximated)).rows;
      expect(rows.filter((row) => row.includes("bad"))).toEqual([]);
      const { draws } = await fit(model, { draws: 2500, seed: 4 });
      draws.parameters.forEach((_, at) => {
        const values = Array.from({ length: 10_000 }, (_row, d) => draws.values[2 * d + at]!);
        const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
        const sd = Math.sqrt(
          values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length,
        );
        const marginal = approximated.marginals[at]!;
        if (marginal.kind !== "mixture") throw new Error("a coefficient has a mixture");
        const centre = marginal.locations.reduce(
          (sum, one, k) => sum + one * marginal.weights[k]!,
          0,
        );
        // Monte Carlo errors are .015 sds at the most.
        expect(Math.abs(centre - mean) / sd).toBeLessThan(0.1);
      });
    },
  );
});

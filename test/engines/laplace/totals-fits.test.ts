/** Fits of totals by the nested Laplace engine against the sampler's, and what every fit answers. */
import { describe, expect, it } from "vitest";
import { fit, summary } from "../../../src/index.js";
import type { CompiledModel } from "../../../src/compiler/index.js";
import { untrustworthy } from "../../../src/posterior/index.js";
import { compareFits } from "../../../src/workflows/agreement/compare-fits.js";
import { simulatePrecincts, threeWay, totalsModel } from "../../model/totals/precincts.js";

const two = simulatePrecincts({
  precincts: 100,
  people: 300,
  seed: 5,
  coefficients: [[1.2, -1.0, -2.4, 0.3]],
});
const three = simulatePrecincts({
  precincts: 60,
  people: 300,
  seed: 5,
  coefficients: threeWay,
});

const ofTwo = "votes(dem, none) ~ party + age";
const ofThree = "votes(dem, rep, none) ~ party + age";

const cases: readonly { readonly name: string; readonly model: CompiledModel }[] = [
  { name: "two outcomes, normal", model: totalsModel(two, ofTwo, { likelihood: "normal" }) },
  {
    name: "two outcomes, saddlepoint",
    model: totalsModel(two, ofTwo, { likelihood: "saddlepoint" }),
  },
  { name: "a concentration", model: totalsModel(two, ofTwo, { family: "beta_binomial" }) },
  { name: "three outcomes, mean", model: totalsModel(three, ofThree) },
  { name: "three outcomes, normal", model: totalsModel(three, ofThree, { likelihood: "normal" }) },
];

describe("the nested Laplace engine on totals", () => {
  // Seeds are fixed. Monte Carlo errors of 2,000 draws are about .025 of a mean's sd and 2 % of an sd, and of
  // some 30 parameters the worst is off by three of them: were the seeds not fixed, one run in ten or so would fail.
  it.each(cases)(
    "has NUTS's means within .12 sds and sds within 10 percent for $name",
    async ({ model }) => {
      const approximate = await fit(model, { engine: "inla" });
      const sampled = await fit(model, { draws: 1000, tune: 400, chains: 2, seed: 6 });
      expect(untrustworthy(approximate.diagnostics)).toBe(false);
      const others = new Map(summary(sampled).rows.map((row) => [row.name, row]));
      for (const { name, mean, sd } of summary(approximate).rows) {
        const other = others.get(name);
        if (!other) continue;
        expect(Math.abs(mean - other.mean) / other.sd, name).toBeLessThan(0.12);
        expect(Math.abs(sd / other.sd - 1), name).toBeLessThan(0.1);
      }
      const compared = compareFits(approximate, sampled);
      expect(compared.length).toBe(model.parameters.length);
      expect(compared.filter(({ verdict }) => verdict === "serious")).toEqual([]);
    },
    60_000,
  );

  it("is corrected to the exact posterior where its weights allow it", async () => {
    const model = totalsModel(two, "votes(dem, none) ~ party + (1 | age)", {
      likelihood: "normal",
      priors: { "sd(1|age)": "HalfNormal(0.5)" },
    });
    const { correction } = await fit(model, { engine: "inla", correct: true, draws: 1000 });
    expect(correction?.passed).toBe(true);
  }, 60_000);

  it("is held against the exact density where few people tell effects of precincts apart", async () => {
    const few = simulatePrecincts({
      precincts: 25,
      people: 60,
      seed: 5,
      coefficients: [[1.2, -1.0, -2.4, 0.3]],
    });
    const model = totalsModel(few, "votes(dem, none) ~ party + age + (1 | precinct)", {
      likelihood: "normal",
    });
    const { check } = await fit(model, { engine: "inla" });
    expect(check?.draws).toBeGreaterThanOrEqual(1000);
  }, 60_000);
});

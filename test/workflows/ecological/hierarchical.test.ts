/** Hierarchical models of margins: exact gradients, exact likelihood, and rates that are found again. */
import { describe, expect, it } from "vitest";
import { deterministic, openStream, sampleBinomial } from "../../../src/math/index.js";
import {
  fitMargins,
  judgeFit,
  type Margins,
} from "../../../src/workflows/ecological/margins/index.js";
import {
  convolutionVotes,
  sumSplits,
} from "../../../src/workflows/ecological/margins/hierarchical/convolution-votes.js";
import { hyperScale } from "../../../src/workflows/ecological/margins/hierarchical/hyper-scale.js";
import { openMarginsDensity } from "../../../src/workflows/ecological/margins/hierarchical/margins-density.js";
import {
  marginsModelNames,
  marginsModels,
} from "../../../src/workflows/ecological/margins/hierarchical/models.js";
import { overallRates } from "../../../src/workflows/ecological/margins/judge-fit.js";

/** Units of 200 people, rates .8 and .3 that vary on the logit scale with sd .3. */
function simulated(units: number): Margins {
  const random = openStream(5, "margins");
  const composition = new Float64Array(2 * units);
  const votes = new Float64Array(2 * units);
  const logistic = (x: number): number => 1 / (1 + deterministic.exp(-x));
  for (let unit = 0; unit < units; unit++) {
    const first = 20 + Math.floor(160 * random.uniform());
    composition.set([first / 200, 1 - first / 200], 2 * unit);
    const [high, low] = [
      logistic(1.4 + 0.3 * random.normal()),
      logistic(-0.85 + 0.3 * random.normal()),
    ];
    const count = sampleBinomial(first, high, random) + sampleBinomial(200 - first, low, random);
    votes.set([count, 200 - count], 2 * unit);
  }
  return {
    units: Array.from({ length: units }, (_, unit) => String(unit)),
    groups: ["a", "b"],
    outcomes: ["yes", "no"],
    sizes: new Float64Array(units).fill(200),
    composition,
    votes,
    remarks: [],
  };
}

describe("the exact convolution", () => {
  it("is the sum over all splits of the votes between two binomials", () => {
    const margins: Margins = {
      ...simulated(1),
      sizes: Float64Array.of(10),
      composition: Float64Array.of(0.4, 0.6),
      votes: Float64Array.of(5, 5),
    };
    const choose = (n: number, k: number): number => {
      let product = 1;
      for (let i = 0; i < k; i++) product *= (n - i) / (i + 1);
      return product;
    };
    const binomial = (k: number, n: number, p: number): number =>
      choose(n, k) * p ** k * (1 - p) ** (n - k);
    let sum = 0;
    for (let k = 0; k <= 4; k++) sum += binomial(k, 4, 0.7) * binomial(5 - k, 6, 0.2);
    const rates = Float64Array.of(0.7, 0.3, 0.2, 0.8);
    const found = convolutionVotes(margins).evaluate(0, rates, new Float64Array(4));
    expect(found).toBeCloseTo(Math.log(sum), 12);
  });

  it("sums from the greatest term also where units have a million people", () => {
    const counts = { first: 300_000, second: 700_000, votes: 420_000 };
    const { mode, mean } = sumSplits(counts, 4);
    expect(Math.abs(mean - mode)).toBeLessThan(1);
  });
});

describe.each(marginsModelNames)("model %s", (name) => {
  it("has the gradient of its density, in coordinates that follow the hyperparameters", () => {
    const margins = simulated(6);
    const { rows, votes } = marginsModels[name].open(margins);
    const scale = hyperScale(margins, name, rows.start);
    const density = openMarginsDensity(rows, votes, margins, {
      reference: rows.start,
      scale,
    });
    const random = openStream(3, "position");
    const position = Float64Array.from({ length: density.dimension }, () => 0.6 * random.normal());
    const gradient = new Float64Array(density.dimension);
    const unused = new Float64Array(density.dimension);
    density.logDensityAndGradient(position, gradient);
    const step = 1e-5;
    for (const [at, slope] of gradient.entries()) {
      const moved = position.slice();
      moved[at]! += step;
      const above = density.logDensityAndGradient(moved, unused);
      moved[at]! -= 2 * step;
      const below = density.logDensityAndGradient(moved, unused);
      expect(slope).toBeCloseTo((above - below) / (2 * step), 4);
    }
  });
});

describe("fits", () => {
  it.each(["wakefield", "contextual"] as const)(
    "finds the rates of simulated units again by model %s, and the same draws for the same seed",
    { timeout: 120_000 },
    async (model) => {
      const margins = simulated(40);
      const options = { model, chains: 2, draws: 200, tune: 200, seed: 3 };
      const fit = await fitMargins(margins, options);
      const again = await fitMargins(margins, options);
      expect(again.draws[17]).toEqual(fit.draws[17]);
      const rates = fit.draws.map((draw) => overallRates(fit, draw));
      const mean = [0, 2].map(
        (cell) => rates.reduce((sum, own) => sum + own[cell]!, 0) / rates.length,
      );
      // Truth .80 and .30; the posterior sds are .01 and .04: a false alarm in less than 1 of 1,000.
      expect(Math.abs(mean[0]! - 0.8)).toBeLessThan(0.13);
      expect(Math.abs(mean[1]! - 0.3)).toBeLessThan(0.13);
      expect(judgeFit(fit).line).toContain("2 chains of 200 draws");
    },
  );
});

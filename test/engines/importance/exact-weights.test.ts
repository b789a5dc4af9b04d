/** What weights must be where the answer is known: equal for normal data, a brute integral for groups. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import { buildLatentPlan, openLatentGaussian } from "../../../src/compiler/index.js";
import { openPointEvaluator } from "../../../src/engines/laplace/index.js";
import { openGroupWeights } from "../../../src/engines/importance/weigh-groups.js";
import { openStream } from "../../../src/math/index.js";
import { answers } from "./answers.js";

describe("a normal model without hyperparameters", () => {
  const x = Array.from({ length: 12 }, (_, i) => i - 5);
  const data = frameFromColumns("lines", {
    x,
    y: x.map((value) => 1 + 0.4 * value + (value % 3)),
    error: x.map((_, i) => 0.5 + 0.1 * i),
  });
  const model = compile("se(y, error) ~ x", data, {
    priors: { Intercept: "Normal(0, 5)", x: "Normal(0, 2)" },
  });

  it("is its own approximation: all weights are equal, and every draw counts", async () => {
    const { correction } = await fit(model, { engine: "inla", correct: true });
    expect(correction!.passed).toBe(true);
    expect(correction!.effectiveDraws).toBeCloseTo(correction!.draws, 6);
    expect(correction!.kHat).toBeLessThan(0);
  });
});

describe("a normal model with groups", () => {
  const random = openStream(4, "normal groups");
  const g = Array.from({ length: 60 }, (_, i) => `g${i % 10}`);
  const level = Array.from({ length: 10 }, () => random.normal());
  const y = g.map((_, i) => level[i % 10]! + 0.5 * random.normal());
  const model = compile("y ~ 1 + (1 | g)", frameFromColumns("groups", { g, y }), {
    priors: { Intercept: "Normal(0, 5)", sigma: "HalfNormal(1)", "sd(1|g)": "HalfNormal(1)" },
  });

  it("weighs both draws of the latents alike: given the hyperparameters they are exact", async () => {
    const { correction } = await fit(model, { engine: "inla", correct: true });
    for (const pair of correction!.pairs) expect(pair!.share).toBeCloseTo(0.5, 8);
    expect(correction!.kHat).toBeLessThan(0.5);
    expect(correction!.effectiveDraws).toBeGreaterThan(0.7 * correction!.draws);
  });
});

describe("the quadrature over groups", () => {
  const model = compile("yes ~ time + (1 | subject)", answers(6, 4, 2, 3), {
    family: "bernoulli",
    priors: { Intercept: "Normal(0, 3)", time: "Normal(0, 3)", "sd(1|subject)": "HalfNormal(2)" },
  });
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) throw new Error("latent Gaussian");
  const evaluator = openPointEvaluator(openLatentGaussian(plan));
  const { target } = evaluator.density.conditional.system;
  const theta = Float64Array.of(0.4);
  const { mode } = evaluator.gradient(theta, target.prior.mean);
  const coordinates = { scales: [], centres: new Float64Array(0) };
  const open = (nodes: number) =>
    openGroupWeights(
      {
        evaluator,
        layout: { groups: 6 },
        coordinates,
        start: { theta, mode, slopes: [] },
      },
      nodes,
    );

  /** log ∫ p(y, x, theta) over the groups' effects, one after the other, by a fine trapezoid rule. */
  const bruteForce = (v: Float64Array): number => {
    const x = new Float64Array(target.latentCount);
    x.set(v.subarray(1), 6);
    const at = v.slice(0, 1);
    evaluator.density.conditional.system.setHyperparameters(at);
    const base = evaluator.density.jointAt(at, x);
    let total = base;
    for (let g = 0; g < 6; g++) {
      let sum = 0;
      for (let a = -40; a <= 40; a += 0.02) {
        x[g] = a;
        sum += 0.02 * Math.exp(evaluator.density.jointAt(at, x) - base);
      }
      x[g] = 0;
      total += Math.log(sum);
    }
    return total;
  };

  it.each([
    [0.4, -0.5, -1],
    [1.2, 0.3, 0.5],
    [-1.5, -1, 2],
  ])("at theta %d, intercept %d and slope %d is the brute integral", (...point) => {
    const v = Float64Array.from(point);
    expect(open(31).weigh(v)).toBeCloseTo(bruteForce(v), 5);
  });

  it("draws effects with the moments of their conditional densities", () => {
    const v = Float64Array.of(1.2, 0.3, 0.5);
    const weights = open(31);
    weights.weigh(v);
    const random = openStream(9, "conditional draws");
    const drawn: number[] = [];
    const [first, second] = [
      new Float64Array(target.latentCount),
      new Float64Array(target.latentCount),
    ];
    for (let d = 0; d < 20_000; d++) {
      weights.draw(v, random, first, second);
      drawn.push(first[0]!, second[0]!);
    }
    const at = v.slice(0, 1);
    const x = new Float64Array(target.latentCount);
    x.set(v.subarray(1), 6);
    evaluator.density.conditional.system.setHyperparameters(at);
    let [mass, mean, square] = [0, 0, 0];
    for (let a = -40; a <= 40; a += 0.02) {
      x[0] = a;
      const density = Math.exp(evaluator.density.jointAt(at, x));
      mass += density;
      mean += a * density;
      square += a * a * density;
    }
    mean /= mass;
    const sd = Math.sqrt(square / mass - mean * mean);
    const average = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const spread = Math.sqrt(
      drawn.reduce((sum, value) => sum + (value - average) ** 2, 0) / drawn.length,
    );
    // Four Monte Carlo errors: one false alarm in 16,000 for the mean, as few for the sd.
    expect(Math.abs(average - mean) / sd).toBeLessThan(4 / Math.sqrt(20_000));
    expect(Math.abs(spread / sd - 1)).toBeLessThan(4 / Math.sqrt(40_000));
  });
});

describe("the quadrature over groups of which some have many rows and some have few", () => {
  const sizes = [160, 90, 1, 2, 120, 3];
  const random = openStream(8, "sizes");
  const g = sizes.flatMap((size, at) => Array.from({ length: size }, () => `g${at}`));
  const x = g.map((_, i) => i % 3);
  const counts = g.map((_, i) => Math.floor(4 * random.uniform() + (i % 3 === 2 ? 1 : 0)));

  it.each([
    ["bernoulli", counts.map((count) => (count > 1 ? 1 : 0))],
    ["poisson", counts],
  ] as const)("is the brute integral, %s", (family, y) => {
    const model = compile("y ~ x + (1 | g)", frameFromColumns("sizes", { g, x, y }), {
      family,
      priors: { Intercept: "Normal(0, 3)", x: "Normal(0, 3)", "sd(1|g)": "HalfNormal(2)" },
    });
    const plan = buildLatentPlan(model.spec);
    if ("kind" in plan) throw new Error("latent Gaussian");
    const evaluator = openPointEvaluator(openLatentGaussian(plan));
    const { conditional } = evaluator.density;
    const { target } = conditional.system;
    const theta = Float64Array.of(0.2);
    const { mode } = evaluator.gradient(theta, target.prior.mean);
    const start = { theta, mode, slopes: [] };
    const coordinates = { scales: [], centres: new Float64Array(0) };
    const layout = { groups: sizes.length };
    const weights = openGroupWeights({ evaluator, layout, coordinates, start }, 15);
    for (const shift of [0, 0.2]) {
      const v = Float64Array.of(0.3 - shift, ...mode.subarray(sizes.length).map((b) => b + shift));
      const at = v.slice(0, 1);
      const latents = new Float64Array(target.latentCount);
      latents.set(v.subarray(1), sizes.length);
      conditional.system.setHyperparameters(at);
      const base = evaluator.density.jointAt(at, latents);
      let total = base;
      for (let group = 0; group < sizes.length; group++) {
        let sum = 0;
        for (let a = -12; a <= 12; a += 0.02) {
          latents[group] = a;
          sum += 0.02 * Math.exp(evaluator.density.jointAt(at, latents) - base);
        }
        latents[group] = 0;
        total += Math.log(sum);
      }
      expect(Math.abs(weights.weigh(v) - total)).toBeLessThan(1e-4);
    }
  });
});

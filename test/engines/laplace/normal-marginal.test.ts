/** Normal responses: the density with the latents integrated out is the one that Laplace's method has, exactly. */
import { describe, expect, it } from "vitest";
import { buildLatentPlan, openLatentGaussian } from "../../../src/compiler/index.js";
import { openNormalMarginal, openPointEvaluator } from "../../../src/engines/laplace/index.js";
import { compile, frameFromColumns, type Model } from "../../../src/index.js";
import { openStream } from "../../../src/math/index.js";

const random = openStream(11, "normal marginal");
const count = 90;
const numbers = (): number[] => Array.from({ length: count }, () => random.normal());
const levels = (name: string, of: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}${(i * 7) % of}`);
const data = frameFromColumns("d", {
  x: numbers(),
  y: numbers(),
  e: numbers().map((value) => 0.5 + value * value),
  w: numbers().map((value) => 0.2 + value * value),
  o: numbers(),
  g: levels("g", 12),
  h: levels("h", 5),
  t: Array.from({ length: count }, (_, i) => i % 9),
});

const models: readonly (readonly [string, Model])[] = [
  ["correlated slopes", compile("y ~ x + (x | g)", data)],
  ["three correlated effects", compile("y ~ x + (x + o | g)", data)],
  ["crossed groups", compile("y ~ x + (1 | g) + (1 | h)", data)],
  ["known errors", compile("se(y, e) ~ x + (1 | g)", data)],
  ["weights and an offset", compile("weighted(y, w) ~ x + offset(o) + (1 | g)", data)],
  ["a walk whose level is held by a constraint", compile("y ~ x + rw1(t) + (1 | g)", data)],
];

function openModel(model: Model) {
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) throw new Error("no latent Gaussian model");
  const target = openLatentGaussian(plan);
  return { target, marginal: openNormalMarginal(target) };
}

describe("latents of normal responses, integrated out", () => {
  it.each(models)("leave for %s what the Laplace engine has, with its gradient", (_name, model) => {
    const { target, marginal } = openModel(model);
    const evaluator = openPointEvaluator(target);
    const noise = openStream(3, "theta");
    const gradient = new Float64Array(target.hyperparameterCount);
    for (let round = 0; round < 5; round++) {
      const theta = gradient.map(() => 0.6 * noise.normal());
      const exact = evaluator.gradient(theta, target.prior.mean);
      const value = marginal.logDensityAndGradient(theta, gradient);
      expect(Math.abs(value - exact.value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
      gradient.forEach((slope, k) =>
        expect(Math.abs(slope - exact.gradient[k]!)).toBeLessThan(1e-7 * (1 + Math.abs(slope))),
      );
    }
  });

  it.each(models)("are drawn for %s with their conditional mean and variance", (_name, model) => {
    const { target, marginal } = openModel(model);
    const noise = openStream(5, "draws");
    const theta = new Float64Array(target.hyperparameterCount).fill(-0.3);
    const { mode, variance } = openPointEvaluator(target).conditional(
      theta,
      target.prior.mean,
      "gaussian",
    );
    const draws = 4000;
    const x = new Float64Array(target.latentCount);
    const [sums, squares] = [new Float64Array(x.length), new Float64Array(x.length)];
    for (let draw = 0; draw < draws; draw++) {
      marginal.draw(theta, () => noise.normal(), x);
      x.forEach((value, j) => {
        sums[j]! += value - mode[j]!;
        squares[j]! += (value - mode[j]!) ** 2;
      });
    }
    // Normal draws: z of means and variances; 5 standard errors in some 200 comparisons is a false alarm of 1e-4.
    x.forEach((_, j) => {
      expect(Math.abs(sums[j]!) / Math.sqrt(draws * variance[j]!), `${j}`).toBeLessThan(5);
      const ratio = squares[j]! / draws / variance[j]!;
      expect(Math.abs(ratio - 1) * Math.sqrt(draws / 2), `${j}`).toBeLessThan(5);
    });
  });
});

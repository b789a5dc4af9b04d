/** Small models in latent Gaussian form, with simulated data. */
import { openPointEvaluator } from "../../../src/engines/laplace/index.js";
import {
  compile,
  frameFromColumns,
  type DataFrame,
  type NeighbourGraph,
} from "../../../src/index.js";
import type { CompiledModel } from "../../../src/compiler/index.js";
import { buildLatentPlan, openLatentGaussian } from "../../../src/compiler/index.js";
import {
  openStream,
  sampleNegativeBinomial,
  samplePoisson,
  sampleGamma,
  sampleBeta,
} from "../../../src/math/index.js";
import type { LatentGaussian } from "../../../src/target/index.js";

/** `rows` observations in `groups`, with an intercept and a slope by group. */
export function simulate(rows: number, groups: number, seed: number): DataFrame {
  const random = openStream(seed, "laplace models");
  const intercepts = Array.from({ length: groups }, () => 0.7 * random.normal());
  const slopes = Array.from({ length: groups }, () => 0.4 * random.normal());
  const group = Array.from({ length: rows }, (_, i) => i % groups);
  const x = group.map(() => random.normal());
  const eta = group.map((g, i) => 0.4 + intercepts[g]! + (0.5 + slopes[g]!) * x[i]!);
  const mean = eta.map((value) => Math.exp(value));
  const share = eta.map((value) => 1 / (1 + Math.exp(-value)));
  return frameFromColumns("simulated", {
    g: group.map((g) => `g${g}`),
    h: group.map((_, i) => `h${(i * 7) % 5}`),
    two: group.map((_, i) => `t${(i * 3) % 2}`),
    area: group.map((g) => `a${g}`),
    week: group.map((g) => g + 1),
    place: group.map((g) => g + 0.1 * g * g),
    x,
    y: eta.map((value) => value + 0.6 * random.normal()),
    count: mean.map((mu) => samplePoisson(mu, random)),
    dispersed: mean.map((mu) => sampleNegativeBinomial(mu, 2, random)),
    positive: mean.map((mu) => (sampleGamma(3, random) * mu) / 3),
    fraction: share.map((p) =>
      Math.min(0.999, Math.max(0.001, sampleBeta(8 * p, 8 * (1 - p), random))),
    ),
    n: group.map(() => 6),
    k: share.map(
      (p) => Array.from({ length: 6 }, () => random.uniform()).filter((u) => u < p).length,
    ),
    binary: share.map((p) => (random.uniform() < p ? 1 : 0)),
  });
}

/** Sixteen areas in a ring of fifteen with chords, and an island. */
export const ring: NeighbourGraph = {
  kind: "graph",
  name: "ring",
  nodes: Array.from({ length: 16 }, (_, i) => `a${i}`),
  neighbours: Array.from({ length: 16 }, (_, i) =>
    i === 15
      ? new Int32Array(0)
      : Int32Array.from(new Set([(i + 1) % 15, (i + 14) % 15, (i + 4) % 15, (i + 11) % 15])).sort(),
  ),
};

/** Two binary answers from each of `count` units that differ widely. */
export function simulatePairs(count: number, seed: number): DataFrame {
  const random = openStream(seed, "pairs");
  const units = Array.from({ length: count }, () => 3 * random.normal());
  const rows = units.flatMap((eta, unit) => [unit, unit].map(() => ({ eta, unit })));
  return frameFromColumns("pairs", {
    pair: rows.map(({ unit }) => `u${unit}`),
    binary: rows.map(({ eta }) => (random.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0)),
  });
}

/** A few binary answers from each of `count` units that differ, with a predictor. */
export function simulateAnswers(count: number, answers: number, seed: number): DataFrame {
  const random = openStream(seed, "answers");
  const rows = Array.from({ length: count }, (_, unit) => {
    const effect = random.normal();
    return Array.from({ length: answers }, () => {
      const x = random.normal();
      return { unit, x, p: 1 / (1 + Math.exp(1.5 - x - effect)) };
    });
  }).flat();
  return frameFromColumns("answers", {
    unit: rows.map(({ unit }) => `u${unit}`),
    x: rows.map(({ x }) => x),
    binary: rows.map(({ p }) => (random.uniform() < p ? 1 : 0)),
  });
}

export function latentOf(model: CompiledModel): LatentGaussian {
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) throw new Error(plan.kind);
  return openLatentGaussian(plan);
}

/** Hyperparameters near the start, none of them at a special place. */
export function shiftedStart({ start }: LatentGaussian): Float64Array {
  return start.map((value, k) => value + 0.15 * (k + 1));
}

/** Largest distance of the gradient of log p(theta, y) from differences of step h, relative to its largest entry. */
export function gradientError(target: LatentGaussian, h: number): number {
  const evaluator = openPointEvaluator(target);
  const theta = shiftedStart(target);
  const { gradient, mode } = evaluator.gradient(theta, target.prior.mean);
  const scale = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const errors = Array.from(theta, (_, k) => {
    const at = (by: number): number => {
      const moved = theta.slice();
      moved[k]! += by;
      return evaluator.value(moved, mode).value;
    };
    const slope = (at(-2 * h) - 8 * at(-h) + 8 * at(h) - at(2 * h)) / (12 * h);
    return Math.abs(gradient[k]! - slope) / scale;
  });
  return Math.max(0, ...errors);
}

export interface ModelCase {
  readonly name: string;
  readonly formula: string;
  readonly family: string;
  readonly link?: string;
  readonly priors?: Readonly<Record<string, string>>;
}

export const modelCases: readonly ModelCase[] = [
  { name: "a GLM without groups", formula: "p(k, n) ~ x", family: "binomial" },
  { name: "logistic, one group", formula: "p(k, n) ~ x + (1 | g)", family: "binomial" },
  {
    name: "probit, crossed",
    formula: "binary ~ x + (1 | g) + (1 | h)",
    family: "bernoulli",
    link: "probit",
  },
  { name: "Poisson, correlated slopes", formula: "count ~ x + (x | g)", family: "poisson" },
  {
    name: "negative binomial, nested",
    formula: "dispersed ~ x + (1 | h/g)",
    family: "negative_binomial",
  },
  { name: "gamma", formula: "positive ~ x + (1 | g)", family: "gamma", link: "log" },
  { name: "beta, independent slopes", formula: "fraction ~ x + (x || g)", family: "beta" },
  {
    name: "Gaussian, prior on precision",
    formula: "y ~ x + (x | g)",
    family: "gaussian",
    priors: { "precision(1|g)": "Gamma(2, 0.5)", "Intercept(at=0)": "Normal(1, 2)" },
  },
  {
    name: "Gaussian, scales with bounds",
    formula: "y ~ x + (1 | g)",
    family: "gaussian",
    priors: { "sd(1|g)": "Uniform(0, 0.6)", sigma: "Uniform(0.2, 0.7)" },
  },
  {
    name: "binomial, a variance with a bound",
    formula: "p(k, n) ~ x + (1 | g)",
    family: "binomial",
    priors: { "variance(1|g)": "Uniform(0, 0.3)" },
  },
  {
    name: "Poisson, a walk's precision with a bound",
    formula: "count ~ x + rw1(week)",
    family: "poisson",
    priors: { "precision(rw1(week))": "Uniform(0, 3)" },
  },
  { name: "Student t", formula: "y ~ x + (1 | g)", family: "student_t" },
  {
    name: "Poisson, besag and independent areas",
    formula: "count ~ x + besag(area, graph = ring) + (1 | area)",
    family: "poisson",
  },
  {
    name: "binomial, bym2",
    formula: "p(k, n) ~ x + bym2(area, graph = ring)",
    family: "binomial",
    priors: { "sd(bym2(area))": "PC(1, 0.05)" },
  },
  {
    name: "Poisson, smooth walk over irregular places",
    formula: "count ~ x + rw2(place)",
    family: "poisson",
  },
  {
    name: "Gaussian, walk in two copies",
    formula: "y ~ x + rw1(week, by = two)",
    family: "gaussian",
  },
  { name: "binomial, autoregression", formula: "p(k, n) ~ x + ar1(week)", family: "binomial" },
  {
    name: "Poisson, cyclic walk under flat priors",
    formula: "count ~ x + rw2(week, cyclic = true)",
    family: "poisson",
    priors: { Intercept: "Flat()", common: "Flat()" },
  },
];

export function compileCase(
  { formula, family, link, priors }: ModelCase,
  data: DataFrame,
): CompiledModel {
  return compile(formula, data, {
    family,
    graphs: { ring },
    ...(link && { link }),
    ...(priors && { priors }),
  });
}

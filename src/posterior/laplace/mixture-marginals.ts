/** Marginals of latents, and of combinations of them, as mixtures over the points of the hyperparameters. */
import {
  mixLaplaceDensities,
  type CombinationAnswer,
  type WeightedConditional,
} from "../../engines/laplace/index.js";
import type { Marginal } from "../marginals/marginal.js";

type Weighted = Pick<WeightedConditional, "weight">;

/** One answer for each point. */
export function combinationMarginal(
  points: readonly Weighted[],
  answers: readonly CombinationAnswer[],
): Marginal {
  const weights = Float64Array.from(points, ({ weight }) => weight);
  const pick = (of: (answer: CombinationAnswer) => number): Float64Array =>
    Float64Array.from(answers, of);
  if (answers.every(({ shape }) => shape?.correction)) {
    const components = answers.map(({ mode, variance, shape }, k) => ({
      weight: weights[k]!,
      mode,
      sd: Math.sqrt(variance),
      correction: shape!.correction!,
    }));
    return {
      kind: "transformed",
      coordinate: mixLaplaceDensities(components),
      transform: "identity",
    };
  }
  if (answers.every(({ shape }) => shape))
    return {
      kind: "mixture",
      weights,
      locations: pick(({ shape }) => shape!.skewed.location),
      scales: pick(({ shape }) => shape!.skewed.scale),
      shapes: pick(({ shape }) => shape!.skewed.shape),
    };
  return {
    kind: "mixture",
    weights,
    locations: pick(({ mean }) => mean),
    scales: pick(({ variance }) => Math.sqrt(variance)),
  };
}

function answerAt(
  { mode, mean, variance, shapes }: WeightedConditional,
  latent: number,
): CombinationAnswer {
  const normal = { mode: mode[latent]!, mean: mean[latent]!, variance: variance[latent]! };
  if (shapes === undefined) return normal;
  const { location, scale, shape } = shapes.skewed;
  const skewed = { location: location[latent]!, scale: scale[latent]!, shape: shape[latent]! };
  const correction = shapes.corrections[latent];
  return { ...normal, shape: { skewed, ...(correction && { correction }) } };
}

export function latentMarginal(points: readonly WeightedConditional[], latent: number): Marginal {
  return combinationMarginal(
    points,
    points.map((point) => answerAt(point, latent)),
  );
}

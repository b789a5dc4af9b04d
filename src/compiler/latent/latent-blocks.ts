/** The latents of a model: blocks of effects and of common coefficients, with the hyperparameters of their priors. */
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import {
  latentsOf,
  type CommonLatentBlock,
  type GroupLatentBlock,
  type LatentBlock,
  type LatentCorrelation,
  type LatentHyperparameter,
} from "./latent-plan.js";
import { scaleHyperparameter } from "./scale-prior.js";
import { structuredBlocks } from "./structured-blocks.js";

/** Why a model has no latent Gaussian form: its prior of `parameter` is not normal. */
export interface NotLatentGaussian {
  readonly kind: "not latent Gaussian";
  readonly parameter: string;
  readonly prior: ResolvedPrior;
}

interface NormalPrior {
  readonly mean: number;
  readonly precision: number;
}

/** Mean and precision of a normal prior, precision zero for a flat one; undefined for others. */
function normalPrior({
  distribution: { name, parameters },
}: ResolvedPrior): NormalPrior | undefined {
  if (name === "Flat") return { mean: 0, precision: 0 };
  if (name !== "Normal") return undefined;
  const [mean, sd] = parameters;
  return { mean: mean!, precision: 1 / (sd! * sd!) };
}

export function findNonNormal({ intercept, common }: ModelSpec): NotLatentGaussian | undefined {
  const wrong = [...(intercept ? [intercept] : []), ...common].find(
    ({ prior }) => normalPrior(prior) === undefined,
  );
  return wrong && { kind: "not latent Gaussian", parameter: wrong.name, prior: wrong.prior };
}

/** The intercept comes first; its prior may stand on what it is at the predictors' means. */
function commonBlock({ intercept, common, centred }: ModelSpec): CommonLatentBlock {
  const slopes = common.map(({ prior }) => normalPrior(prior)!);
  if (!intercept)
    return {
      kind: "common",
      size: slopes.length,
      mean: Float64Array.from(slopes, ({ mean }) => mean),
      precision: Float64Array.from(slopes, ({ precision }) => precision),
    };
  const own = normalPrior(intercept.prior)!;
  const means = common.map(({ columnMean }) => (centred ? columnMean : 0));
  const atMeans = intercept.prior.at === "means" && own.precision > 0 && means.some((m) => m !== 0);
  const shift = atMeans ? slopes.reduce((total, { mean }, j) => total + mean * means[j]!, 0) : 0;
  return {
    kind: "common",
    size: slopes.length + 1,
    mean: Float64Array.of(own.mean - shift, ...slopes.map(({ mean }) => mean)),
    precision: Float64Array.of(
      atMeans ? 0 : own.precision,
      ...slopes.map(({ precision }) => precision),
    ),
    ...(atMeans && {
      combination: { weights: Float64Array.of(1, ...means), precision: own.precision },
    }),
  };
}

/** Appends their hyperparameters and correlations. */
function groupBlocks(
  { design, group }: ModelSpec,
  hyperparameters: LatentHyperparameter[],
  correlations: LatentCorrelation[],
): readonly GroupLatentBlock[] {
  return design.predictor.group.map((block, b): GroupLatentBlock => {
    const { scaleNames, scalePriors, correlationPrior } = group[b]!;
    const first = hyperparameters.length;
    const effects = block.effectNames.length;
    scaleNames.forEach((name, effect) =>
      hyperparameters.push(scaleHyperparameter(name, scalePriors[effect]!)),
    );
    const correlated = block.correlated && effects > 1;
    const pairs = correlated ? (effects * (effects - 1)) / 2 : 0;
    for (let pair = 0; pair < pairs; pair++)
      hyperparameters.push({ name: block.term, kind: "partial correlation" });
    const indices = Array.from({ length: effects + pairs }, (_, k) => first + k);
    if (correlated)
      correlations.push({
        effects,
        eta: correlationPrior?.distribution.parameters[0] ?? 1,
        hyperparameters: indices.slice(effects),
      });
    const levels = block.factor.levels.length;
    return { kind: "group", levels, effects, correlated, hyperparameters: indices };
  });
}

export interface LatentBlocks {
  readonly blocks: readonly LatentBlock[];
  readonly hyperparameters: LatentHyperparameter[];
  readonly correlations: readonly LatentCorrelation[];
  readonly latentCount: number;
  /** First latent of each block. */
  readonly starts: readonly number[];
  /** Of the intercepts and common coefficients, which come last. */
  readonly commonStart: number;
  /** The starts of each predictor's own blocks, its common one at the end. */
  readonly startsOf: readonly (readonly number[])[];
}

/** Groups and structured effects of every predictor, then the common coefficients of each. */
export function latentBlocks(predictors: readonly ModelSpec[]): LatentBlocks {
  const hyperparameters: LatentHyperparameter[] = [];
  const correlations: LatentCorrelation[] = [];
  const effects = predictors.map((spec): readonly LatentBlock[] => [
    ...groupBlocks(spec, hyperparameters, correlations),
    ...structuredBlocks(spec, hyperparameters),
  ]);
  const blocks = [...effects.flat(), ...predictors.map(commonBlock)];
  const ends = [0];
  for (const block of blocks) ends.push(ends.at(-1)! + latentsOf(block));
  const firstCommon = blocks.length - predictors.length;
  let next = 0;
  const startsOf = effects.map((own, k) => {
    const first = next;
    next += own.length;
    return [...ends.slice(first, next), ends[firstCommon + k]!];
  });
  return {
    blocks,
    hyperparameters,
    correlations,
    latentCount: ends.at(-1)!,
    starts: ends.slice(0, -1),
    commonStart: ends[firstCommon]!,
    startsOf,
  };
}

/** From a model's specification to a latent plan, or to why the model is none. */
import type { Statistics } from "../../graph/index.js";
import { deterministic, weightedMean, weightedStandardDeviation } from "../../math/index.js";
import type { ModelSpec, ResolvedPrior } from "../../model/model-spec.js";
import { responseStatistics, type ResponseStatistics } from "../response-statistics.js";
import {
  latentsOf,
  type CommonLatentBlock,
  type GroupLatentBlock,
  type LatentCorrelation,
  type LatentHyperparameter,
  type LatentObservations,
  type LatentPlan,
} from "./latent-plan.js";
import {
  countObservations,
  mergeLatentRows,
  pickRows,
  type MergedRows,
} from "./merge-latent-rows.js";
import { predictorFields } from "./predictor-columns.js";
import { scaleHyperparameter } from "./scale-prior.js";
import { structuredBlocks } from "./structured-blocks.js";

/** Why a model has no latent Gaussian form: its prior of `parameter` is not normal, or rows share a response. */
export type NotLatentGaussian =
  | {
      readonly kind: "not latent Gaussian";
      readonly parameter: string;
      readonly prior: ResolvedPrior;
    }
  | { readonly kind: "totals" };

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

function findNonNormal({
  intercept,
  common,
}: ModelSpec): Extract<NotLatentGaussian, { parameter: string }> | undefined {
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

interface GroupHyperparameters {
  readonly blocks: readonly GroupLatentBlock[];
  readonly hyperparameters: LatentHyperparameter[];
  readonly correlations: readonly LatentCorrelation[];
}

function groupBlocks({ design, group }: ModelSpec): GroupHyperparameters {
  const hyperparameters: LatentHyperparameter[] = [];
  const correlations: LatentCorrelation[] = [];
  const blocks = design.predictor.group.map((block, b): GroupLatentBlock => {
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
  return { blocks, hyperparameters, correlations };
}

function observe(
  spec: ModelSpec,
  { statistics, constants }: ResponseStatistics,
  merged: MergedRows,
): LatentObservations {
  const { values, trials, standardErrors } = spec.design.response;
  const keys = [...new Set([...statistics, constants, ...(trials ? [trials] : []), values])];
  const { codes, first, multiplicity } = countObservations(merged.rowOf, keys);
  const pick = (from: Float64Array): Float64Array => pickRows(from, first);
  return {
    row: first.map((row) => merged.rowOf.codes[row]!),
    multiplicity,
    statistics: statistics.map(pick),
    constants: pick(constants),
    responses: pick(values),
    trials: trials && pick(trials),
    standardErrors: standardErrors && pick(standardErrors),
    ofRow: codes.codes,
  };
}

/** Where the search for auxiliary parameters begins: sds at that of the response, others at 1. */
function startOfAuxiliary({ auxiliary, design, link }: ModelSpec): Float64Array {
  const { values, weights } = design.response;
  const sd = weightedStandardDeviation(values, weights);
  const scale =
    link === "identity" && sd > 0 ? sd : Math.max(1e-3, Math.abs(weightedMean(values, weights)));
  return Float64Array.from(auxiliary, ({ name }) =>
    name === "sigma" ? deterministic.log(scale) : name === "nu" ? 2 : 1,
  );
}

export function buildLatentPlan(spec: ModelSpec): LatentPlan | NotLatentGaussian {
  if (spec.totals) return { kind: "totals" };
  const problem = findNonNormal(spec);
  if (problem) return problem;
  const response = responseStatistics(spec);
  const { blocks: groups, hyperparameters, correlations } = groupBlocks(spec);
  const structured = structuredBlocks(spec, hyperparameters);
  const blocks = [...groups, ...structured, commonBlock(spec)];
  const ends = [0];
  for (const block of blocks) ends.push(ends.at(-1)! + latentsOf(block));
  const latentCount = ends.at(-1)!;
  const starts = ends.slice(0, -1);
  const { offset, rowCount } = spec.design.predictor;
  const statistics: Statistics = response.statistics;
  const merged = mergeLatentRows(
    {
      rowCount,
      trials: spec.design.response.trials,
      fields: predictorFields(spec, starts),
      offset,
      family: response.family,
      statistics,
    },
    latentCount,
  );
  const auxiliary = spec.auxiliary.map(({ name, prior }) => {
    hyperparameters.push(scaleHyperparameter(name, prior));
    return hyperparameters.length - 1;
  });
  return {
    predictor: merged.predictor,
    offset: merged.offset,
    family: spec.family,
    likelihood: response.family,
    link: spec.link,
    statistics: merged.statistics,
    constant: merged.constant + response.constant,
    observations: observe(spec, response, merged),
    blocks,
    hyperparameters,
    correlations,
    auxiliary,
    auxiliaryStart: startOfAuxiliary(spec),
    starts,
  };
}

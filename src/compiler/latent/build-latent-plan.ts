/** From a model's specification to a latent plan, or to why the model is none. */
import { deterministic, weightedMean, weightedStandardDeviation } from "../../math/index.js";
import { specsOfOutcomes } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { responseStatistics, type ResponseStatistics } from "../response-statistics.js";
import {
  findNonNormal,
  latentBlocks,
  type LatentBlocks,
  type NotLatentGaussian,
} from "./latent-blocks.js";
import type { LatentObservations, LatentPlan, PredictedResponses } from "./latent-plan.js";
import {
  countObservations,
  mergeLatentRows,
  pickRows,
  type MergedRows,
} from "./merge-latent-rows.js";
import { mergeMembers } from "./units/merge-members.js";
import { predictorFields } from "./predictor-columns.js";
import { scaleHyperparameter } from "./scale-prior.js";

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

/** Logs of auxiliary parameters where the search for them begins; of others 1. */
const startOf: Readonly<Record<string, number>> = { nu: 2, kappa: 4 };

/** Where the search for auxiliary parameters begins; sds at that of the response. */
function startOfAuxiliary({ auxiliary, design, link }: ModelSpec): Float64Array {
  const { values, weights } = design.response;
  const sd = weightedStandardDeviation(values, weights);
  const scale =
    link === "identity" && sd > 0 ? sd : Math.max(1e-3, Math.abs(weightedMean(values, weights)));
  return Float64Array.from(auxiliary, ({ name }) =>
    name === "sigma" ? deterministic.log(scale) : (startOf[name] ?? 1),
  );
}

function rowResponses(
  spec: ModelSpec,
  { latentCount, startsOf }: LatentBlocks,
): PredictedResponses {
  const response = responseStatistics(spec);
  const { offset, rowCount } = spec.design.predictor;
  const merged = mergeLatentRows(
    {
      rowCount,
      trials: spec.design.response.trials,
      fields: predictorFields(spec, startsOf[0]!),
      offset,
      family: response.family,
      statistics: response.statistics,
    },
    latentCount,
  );
  return {
    predictor: merged.predictor,
    offset: merged.offset,
    responses: {
      kind: "rows",
      likelihood: response.family,
      statistics: merged.statistics,
      constant: merged.constant + response.constant,
      observations: observe(spec, response, merged),
    },
  };
}

export function buildLatentPlan(spec: ModelSpec): LatentPlan | NotLatentGaussian {
  const predictors = specsOfOutcomes(spec);
  for (const one of predictors) {
    const problem = findNonNormal(one);
    if (problem) return problem;
  }
  const latents = latentBlocks(predictors);
  const { blocks, hyperparameters, correlations, starts, commonStart } = latents;
  const responses = spec.totals
    ? mergeMembers(spec.totals, predictors, latents)
    : rowResponses(spec, latents);
  const auxiliary = spec.auxiliary.map(
    ({ name, prior }) => hyperparameters.push(scaleHyperparameter(name, prior)) - 1,
  );
  return {
    ...responses,
    family: spec.family,
    link: spec.link,
    blocks,
    hyperparameters,
    correlations,
    auxiliary,
    auxiliaryStart: startOfAuxiliary(spec),
    starts,
    commonStart,
  };
}

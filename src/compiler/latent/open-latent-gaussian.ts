/** From a latent plan to what the nested Laplace engine works on. */
import type { LatentGaussian, LatentLikelihood } from "../../target/index.js";
import type { BlockPrior } from "./block-prior.js";
import { coordinateOf, inScaleCoordinates } from "./bounded-scales.js";
import { commonPrior } from "./common-prior.js";
import { correlatedPrior } from "./correlated-prior.js";
import { openHyperprior } from "./hyperprior.js";
import { independentPrior } from "./independent-prior.js";
import { joinBlocks } from "./join-blocks.js";
import { openLatentLikelihood } from "./latent-likelihood.js";
import { normalRows } from "./normal-rows.js";
import { openObservations } from "./latent-observations.js";
import type { LatentBlock, LatentPlan } from "./latent-plan.js";
import { structuredPrior } from "./structured-prior.js";
import { openUnitLikelihood } from "./units/unit-likelihood.js";

function priorOf(block: LatentBlock): BlockPrior {
  if (block.kind === "common") return commonPrior(block);
  if (block.kind === "structured") return structuredPrior(block);
  return block.correlated && block.effects > 1 ? correlatedPrior(block) : independentPrior(block);
}

function likelihoodOf(plan: LatentPlan): LatentLikelihood {
  const { responses } = plan;
  return responses.kind === "rows"
    ? openLatentLikelihood(plan, responses)
    : openUnitLikelihood(plan, responses);
}

/** Group scales start at 1/3, as most effects on a link's scale are small; correlations at zero. */
const logStart = -1.1;
/** Correlations and shares start above the middle. */
const boundedStart = 1;

function startOf({ hyperparameters, auxiliary, auxiliaryStart }: LatentPlan): Float64Array {
  const start = Float64Array.from(hyperparameters, ({ kind, bounds }) => {
    if (kind === "bounded") return boundedStart;
    return kind === "scale" ? coordinateOf(bounds, logStart) : 0;
  });
  auxiliary.forEach((k, position) => {
    const { bounds } = hyperparameters[k]!;
    start[k] = coordinateOf(bounds, auxiliaryStart[position]!);
  });
  return start;
}

export function openLatentGaussian(plan: LatentPlan): LatentGaussian {
  const { prior, constraints, pinned } = joinBlocks(plan.blocks.map(priorOf));
  const byLogs: LatentGaussian = {
    latentCount: plan.predictor.columnCount,
    commonStart: plan.commonStart,
    hyperparameterCount: plan.hyperparameters.length,
    predictor: plan.predictor,
    offset: plan.offset,
    prior,
    likelihood: likelihoodOf(plan),
    normalRows: normalRows(plan),
    constraints,
    pinned,
    logHyperprior: openHyperprior(plan),
    start: startOf(plan),
    observations:
      plan.responses.kind === "rows" ? openObservations(plan, plan.responses) : undefined,
  };
  return inScaleCoordinates(byLogs, plan.hyperparameters);
}

/** From a latent plan to what the nested Laplace engine works on. */
import { curvatureBuffers, openCurvature } from "../../graph/index.js";
import { deterministic } from "../../math/index.js";
import type { LatentGaussian, Observations } from "../../target/index.js";
import type { ResolvedPrior } from "../../model/model-spec.js";
import { discreteFamilies, distributionNamed, families, links } from "../../vocabulary/index.js";
import type { BlockPrior } from "./block-prior.js";
import { commonPrior } from "./common-prior.js";
import { correlatedPrior } from "./correlated-prior.js";
import { openHyperprior } from "./hyperprior.js";
import { independentPrior } from "./independent-prior.js";
import { joinBlocks } from "./join-blocks.js";
import { auxiliaryValues, openLatentLikelihood } from "./latent-likelihood.js";
import type { LatentBlock, LatentPlan } from "./latent-plan.js";
import { structuredPrior } from "./structured-prior.js";

function priorOf(block: LatentBlock): BlockPrior {
  if (block.kind === "common") return commonPrior(block);
  if (block.kind === "structured") return structuredPrior(block);
  return block.correlated && block.effects > 1 ? correlatedPrior(block) : independentPrior(block);
}

function openObservations(plan: LatentPlan): Observations {
  const { likelihood, link, observations, auxiliary } = plan;
  const { row, multiplicity, statistics, constants } = observations;
  const { responses, trials, standardErrors } = observations;
  const { cumulative } = families[plan.family];
  const { inverse } = links[plan.link];
  const curvature = openCurvature(likelihood, link, statistics);
  const buffers = curvatureBuffers(row.length, auxiliary.length);
  return {
    count: row.length,
    row,
    multiplicity,
    logDensity(eta, theta, into) {
      curvature.evaluate(eta, auxiliaryValues(plan, theta), "value", buffers);
      for (let i = 0; i < into.length; i++) into[i] = buffers.value[i]! + constants[i]!;
    },
    cumulative(eta, theta, into) {
      const auxiliaries = Array.from(auxiliaryValues(plan, theta));
      for (let i = 0; i < into.length; i++) {
        const own = standardErrors ? [standardErrors[i]!] : auxiliaries;
        const mu = inverse(eta[i]!, deterministic);
        into[i] = cumulative(responses[i]!, trials ? trials[i]! : 1, mu, own);
      }
    },
    discrete: discreteFamilies.has(plan.family),
  };
}

/** Group scales start at 1/3, as most effects on a link's scale are small; correlations at zero. */
const logStart = -1.1;
/** Correlations and shares start above the middle. */
const boundedStart = 1;

/** Half of the way up to where a bounded prior ends. */
function logMiddle({ distribution: { name, parameters }, scale = "sd" }: ResolvedPrior): number {
  const { upper } = distributionNamed(name).support(parameters);
  if (upper === Infinity || scale === "precision") return Infinity;
  return deterministic.log(upper / 2) / (scale === "variance" ? 2 : 1);
}

function startOf({ hyperparameters, auxiliary, auxiliaryStart }: LatentPlan): Float64Array {
  const start = Float64Array.from(hyperparameters, ({ kind, prior }) => {
    if (kind === "bounded") return boundedStart;
    if (kind !== "log") return 0;
    return prior ? Math.min(logStart, logMiddle(prior)) : logStart;
  });
  auxiliary.forEach((k, position) => (start[k] = auxiliaryStart[position]!));
  return start;
}

export function openLatentGaussian(plan: LatentPlan): LatentGaussian {
  const { prior, constraints, pinned } = joinBlocks(plan.blocks.map(priorOf));
  return {
    latentCount: plan.predictor.columnCount,
    hyperparameterCount: plan.hyperparameters.length,
    predictor: plan.predictor,
    offset: plan.offset,
    prior,
    likelihood: openLatentLikelihood(plan),
    constraints,
    pinned,
    logHyperprior: openHyperprior(plan),
    start: startOf(plan),
    observations: openObservations(plan),
  };
}

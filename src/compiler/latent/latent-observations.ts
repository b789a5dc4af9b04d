/** The responses as the user gave them: their log densities, expectations of these, and distribution functions. */
import { curvatureBuffers, openCurvature } from "../../graph/index.js";
import { openObservationLikelihood } from "../../kernels/row-likelihoods/index.js";
import { deterministic } from "../../math/index.js";
import type { Observations } from "../../target/index.js";
import { discreteFamilies, families, links } from "../../vocabulary/index.js";
import { auxiliaryValues } from "./latent-likelihood.js";
import type { LatentPlan, RowResponses } from "./latent-plan.js";

type Densities = Pick<Observations, "logDensity" | "addExpectations">;

/** Families and links without kernels: row by row. */
function openByCurvature(plan: LatentPlan, { likelihood, observations }: RowResponses): Densities {
  const { link, auxiliary } = plan;
  const { row, statistics, constants } = observations;
  const curvature = openCurvature(likelihood, link, statistics);
  const buffers = curvatureBuffers(row.length, auxiliary.length);
  const at = new Float64Array(row.length);
  const logs = new Float64Array(row.length);
  const logDensity: Observations["logDensity"] = (eta, theta, into) => {
    curvature.evaluate(eta, auxiliaryValues(plan, theta), "value", buffers);
    for (let i = 0; i < into.length; i++) into[i] = buffers.value[i]! + constants[i]!;
  };
  return {
    logDensity,
    addExpectations(mean, variance, theta, { nodes, weights }, share, into) {
      for (let q = 0; q < nodes.length; q++) {
        for (let o = 0; o < at.length; o++)
          at[o] = mean[row[o]!]! + Math.sqrt(variance[row[o]!]!) * nodes[q]!;
        logDensity(at, theta, logs);
        const weight = share * weights[q]!;
        for (let o = 0; o < at.length; o++) {
          const l = logs[o]!;
          into.log[o]! += weight * l;
          into.square[o]! += weight * l * l;
          into.density[o]! += weight * deterministic.exp(l);
        }
      }
    },
  };
}

function openDensities(plan: LatentPlan, responses: RowResponses): Densities {
  const { link, predictor } = plan;
  const { likelihood, observations } = responses;
  const columns = { ...observations, rowCount: predictor.rowCount };
  const kernels = openObservationLikelihood(likelihood, link, columns);
  if (!kernels) return openByCurvature(plan, responses);
  return {
    logDensity: (eta, _theta, into) => kernels.logDensity(eta, into),
    addExpectations: (mean, variance, _theta, rule, share, into) =>
      kernels.addExpectations(mean, variance, rule, share, into),
  };
}

export function openObservations(plan: LatentPlan, given: RowResponses): Observations {
  const { row, multiplicity, responses, trials, standardErrors } = given.observations;
  const { cumulative } = families[plan.family];
  const { inverse } = links[plan.link];
  return {
    count: row.length,
    row,
    multiplicity,
    ...openDensities(plan, given),
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

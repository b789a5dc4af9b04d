/** The likelihood of the merged rows, with derivatives in eta and in the family's log auxiliary parameters. */
import { curvatureBuffers, openCurvature } from "../../graph/index.js";
import { openGroupLikelihood, openRowLikelihood } from "../../kernels/row-likelihoods/index.js";
import { deterministic } from "../../math/index.js";
import type { LatentLikelihood, RowDerivatives } from "../../target/index.js";
import type { LatentPlan, RowResponses } from "./latent-plan.js";

type Auxiliaries = Pick<LatentPlan, "auxiliary">;

/** Auxiliary parameters on their natural scale. */
export function auxiliaryValues({ auxiliary }: Auxiliaries, theta: Float64Array): Float64Array {
  return Float64Array.from(auxiliary, (k) => deterministic.exp(theta[k]!));
}

/** d / d log a = a d / da. */
function toLogScale({ auxiliary }: RowDerivatives, values: Float64Array): void {
  auxiliary.forEach(({ value, first, second }, position) => {
    const scale = values[position]!;
    for (let i = 0; i < value.length; i++) {
      value[i]! *= scale;
      first[i]! *= scale;
      second[i]! *= scale;
    }
  });
}

type Evaluations = Pick<LatentLikelihood, "evaluate" | "expectSlopes" | "openGroups">;

/** Families and links without kernels: row by row. */
function openByCurvature(plan: LatentPlan, { likelihood, statistics }: RowResponses): Evaluations {
  const { link, predictor, auxiliary } = plan;
  const curvature = openCurvature(likelihood, link, statistics);
  const own = curvatureBuffers(predictor.rowCount, auxiliary.length);
  const at = new Float64Array(predictor.rowCount);
  return {
    evaluate(eta, theta, order, into) {
      const values = auxiliaryValues(plan, theta);
      curvature.evaluate(eta, values, order, { ...into, value: own.value });
      if (order === "third") toLogScale(into, values);
      let total = 0;
      for (let i = 0; i < own.value.length; i++) total += own.value[i]!;
      return total;
    },
    expectSlopes(mean, variance, theta, { nodes, weights }, slopes) {
      const values = auxiliaryValues(plan, theta);
      slopes.fill(0);
      for (let q = 0; q < nodes.length; q++) {
        for (let i = 0; i < at.length; i++) at[i] = mean[i]! + Math.sqrt(variance[i]!) * nodes[q]!;
        curvature.evaluate(at, values, "slopes", own);
        for (let i = 0; i < at.length; i++) slopes[i]! += weights[q]! * own.first[i]!;
      }
    },
  };
}

function openEvaluations(plan: LatentPlan, responses: RowResponses): Evaluations {
  const { likelihood, statistics, constant } = responses;
  const rows = openRowLikelihood(likelihood, plan.link, statistics);
  if (!rows) return openByCurvature(plan, responses);
  return {
    evaluate: (eta, _theta, order, into) => rows.evaluate(eta, order, into),
    expectSlopes: (mean, variance, _theta, rule, slopes) =>
      rows.expectSlopes(mean, variance, rule, slopes),
    openGroups: (grouped) => ({
      constant,
      ...openGroupLikelihood(likelihood, plan.link, statistics, grouped)!,
    }),
  };
}

export function openLatentLikelihood(plan: LatentPlan, responses: RowResponses): LatentLikelihood {
  const { predictor, auxiliary } = plan;
  return {
    constant: responses.constant,
    hyperparameters: auxiliary,
    openDerivatives: () => curvatureBuffers(predictor.rowCount, auxiliary.length),
    ...openEvaluations(plan, responses),
  };
}

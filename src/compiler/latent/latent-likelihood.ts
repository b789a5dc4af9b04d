/** The likelihood of the merged rows, with derivatives in eta and in the family's log auxiliary parameters. */
import { curvatureBuffers, openCurvature } from "../../graph/index.js";
import { deterministic } from "../../math/index.js";
import type { LatentLikelihood, RowDerivatives } from "../../target/index.js";
import type { LatentPlan } from "./latent-plan.js";

/** Auxiliary parameters on their natural scale. */
export function auxiliaryValues({ auxiliary }: LatentPlan, theta: Float64Array): Float64Array {
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

export function openLatentLikelihood(plan: LatentPlan): LatentLikelihood {
  const { likelihood, link, statistics, predictor, constant, auxiliary } = plan;
  const curvature = openCurvature(likelihood, link, statistics);
  return {
    constant,
    hyperparameters: auxiliary,
    openDerivatives: () => curvatureBuffers(predictor.rowCount, auxiliary.length),
    evaluate(eta, theta, order, into) {
      const values = auxiliaryValues(plan, theta);
      curvature.evaluate(eta, values, order, into);
      if (order === "third") toLogScale(into, values);
    },
  };
}

/** Judges a nested Laplace approximation by what its own computation shows. */
import type { LatentPlan } from "../../compiler/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { LaplaceApproximation } from "../../engines/laplace/index.js";
import { listText } from "../number-text.js";

/** Names of the hyperparameters, each once. */
function namesOf({ hyperparameters }: LatentPlan, which: (k: number) => boolean): string {
  const names = hyperparameters.flatMap(({ name }, k) => (which(k) ? [name] : []));
  return listText([...new Set(names)]);
}

function diagnoseOptimum(
  plan: LatentPlan,
  { optimum }: LaplaceApproximation,
): readonly Diagnostic[] {
  if (optimum.converged) return [];
  return [
    {
      code: "mode-not-reached",
      severity: "warning",
      message: `the search for the mode of ${namesOf(plan, () => true)} ended where the density still rises (slope ${optimum.gradientNorm.toPrecision(2)})`,
      help: "give the hyperparameters priors that keep them from zero and infinity, or use engine = nuts",
    },
  ];
}

function diagnoseFlatness(
  plan: LatentPlan,
  { coordinates }: LaplaceApproximation,
): readonly Diagnostic[] {
  if (coordinates.flatDirections === 0) return [];
  const m = coordinates.mode.length;
  const wide = (k: number): boolean => coordinates.covariance[k * m + k]! > 4;
  return [
    {
      code: "flat-hyperparameter",
      severity: "warning",
      message: `the data hardly inform ${namesOf(plan, wide)}: its density is flat around the mode, and the approximation of it rests on the prior`,
      help: "give it an informative prior, or use engine = nuts",
    },
  ];
}

/** Nothing for an approximation that shows no weakness. */
export function diagnoseApproximation(
  plan: LatentPlan,
  approximation: LaplaceApproximation,
): readonly Diagnostic[] {
  return [...diagnoseOptimum(plan, approximation), ...diagnoseFlatness(plan, approximation)];
}

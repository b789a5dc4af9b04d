/** The log density of the hyperparameters in their unconstrained coordinates, Jacobians included. */
import { boundedLogDensity } from "../../graph/index.js";
import { deterministic } from "../../math/index.js";
import type { LatentCorrelation, LatentHyperparameter, LatentPlan } from "./latent-plan.js";
import { openScalePrior, type LogDensityAndSlope } from "./scale-prior.js";

const logPi = 1.1447298858494002;
const logTwo = 0.6931471805599453;

/** log of the normalising constant of |R|^(eta − 1) over k × k correlation matrices. */
function lkjConstant({ effects: k, eta }: LatentCorrelation): number {
  let total = (k - 1) * deterministic.logGamma(eta + (k - 1) / 2);
  for (let m = 1; m < k; m++)
    total -= (m * logPi) / 2 + deterministic.logGamma(eta + (k - 1 - m) / 2);
  return total;
}

function logCosh(y: number): number {
  const size = Math.abs(y);
  return size + deterministic.log1p(deterministic.exp(-2 * size)) - logTwo;
}

/**
 * LKJ on L, Σ_i (k − i + 2 eta − 3) log L[i,i] with log L[i,i] = −Σ_j log cosh y[i,j], and the Jacobian
 * −Σ (2 + i − 1 − j) log cosh y[i,j]: a weight for each log cosh y.
 */
function addCorrelations(
  block: LatentCorrelation,
  theta: Float64Array,
  gradient: Float64Array,
): number {
  const { effects: k, eta, hyperparameters } = block;
  let total = lkjConstant(block);
  for (let i = 1, at = 0; i < k; i++) {
    for (let j = 0; j < i; j++, at++) {
      const place = hyperparameters[at]!;
      const weight = k - i + 2 * eta - 3 + 2 + (i - 1 - j);
      total -= weight * logCosh(theta[place]!);
      gradient[place]! -= weight * deterministic.tanh(theta[place]!);
    }
  }
  return total;
}

/** Undefined for those of correlations, which have a density together. */
function openPriorOf({
  prior,
  bounded,
}: LatentHyperparameter): ((theta: number) => LogDensityAndSlope) | undefined {
  if (bounded) return (theta) => boundedLogDensity(bounded, theta, deterministic);
  return prior && openScalePrior(prior);
}

export function openHyperprior({ hyperparameters, correlations }: LatentPlan) {
  const priors = hyperparameters.map(openPriorOf);
  return (theta: Float64Array, gradient: Float64Array): number => {
    let total = 0;
    for (let k = 0; k < priors.length; k++) {
      const at = priors[k]?.(theta[k]!);
      if (at === undefined) continue;
      total += at.value;
      gradient[k]! += at.slope;
    }
    for (const block of correlations) total += addCorrelations(block, theta, gradient);
    return total;
  };
}

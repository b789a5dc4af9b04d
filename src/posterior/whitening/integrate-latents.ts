/** Whether the linear part of a model is to be integrated out, and the frame of what is left to sample. */
import { openLatentGaussian, type LatentPlan } from "../../compiler/index.js";
import type { ChainCoordinates } from "./chain-coordinates.js";
import type { LaplaceMode } from "./laplace-mode.js";

/** Responses are normal, so that intercept, coefficients and effects are normal given the rest, and a rest there is. */
export function isIntegrable(plan: LatentPlan): boolean {
  return plan.hyperparameters.length > 0 && openLatentGaussian(plan).normalRows !== undefined;
}

/**
 * Operations of a factorisation for each entry of predictor and factor, which are what a gradient in other
 * coordinates costs. At 300 (InstEval, two crossed factors of thousands of levels) walking on all of them is
 * three times as fast, at 13 integrating.
 */
const mostOperations = 60;

/** Whether a factor for every gradient is worth it. */
export function isWorthIntegrating({ plan, size }: LaplaceMode): boolean {
  const { nonZeros, operations } = size;
  return operations <= mostOperations * (nonZeros + plan.predictor.value.length);
}

export function integratedCoordinates({ plan, hyperparameters }: LaplaceMode): ChainCoordinates {
  return { kind: "integrated", latent: plan, map: hyperparameters };
}

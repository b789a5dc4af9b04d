/** Whether the linear part of a model is to be integrated out, and the frame of what is left to sample. */
import { openLatentGaussian, type LatentPlan } from "../../compiler/index.js";
import type { ChainCoordinates } from "./chain-coordinates.js";
import type { LaplaceMode } from "./laplace-mode.js";

/** Responses are normal, so that intercept, coefficients and effects are normal given the rest, and a rest there is. */
export function isIntegrable(plan: LatentPlan): boolean {
  return plan.hyperparameters.length > 0 && openLatentGaussian(plan).normalRows !== undefined;
}

export function integratedCoordinates({ plan, hyperparameters }: LaplaceMode): ChainCoordinates {
  return { kind: "integrated", latent: plan, map: hyperparameters };
}

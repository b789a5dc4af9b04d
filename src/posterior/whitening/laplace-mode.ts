/** The mode of a model's hyperparameters and latents, with the curvature there. */
import { openLatentGaussian, type LatentPlan } from "../../compiler/index.js";
import {
  fitLaplace,
  inProcessLaplaceRunner,
  openPointEvaluator,
  type LatentSystem,
} from "../../engines/laplace/index.js";
import type { HyperparameterMap } from "../../engines/nuts/index.js";
import type { SymmetricMatrix } from "../../math/sparse/index.js";
import { atTheta, marginalMap } from "./marginal-map.js";

/** What is known at the mode of the hyperparameters. */
export interface LaplaceMode {
  readonly plan: LatentPlan;
  readonly theta: Float64Array;
  readonly mode: Float64Array;
  /** Of the mode in each t. */
  readonly slopes: readonly Float64Array[];
  readonly precision: SymmetricMatrix;
  /** Of the factor of the precision. */
  readonly size: LatentSystem["size"];
  /** Marginal variances of the latents given theta. */
  readonly variance: Float64Array;
  /** The covariance itself, where latents are mapped together. */
  covarianceOf(latents: Int32Array): Float64Array;
  readonly hyperparameters: HyperparameterMap;
  /** The t of theta. */
  readonly t: Float64Array;
  /** d theta / dt there. */
  readonly stretch: Float64Array;
}

/** Undefined where no mode was found. */
export async function findMode(plan: LatentPlan): Promise<LaplaceMode | undefined> {
  const target = openLatentGaussian(plan);
  const evaluator = openPointEvaluator(target);
  const runner = inProcessLaplaceRunner(evaluator, () => Promise.resolve());
  const start = { theta: target.start, latent: target.prior.mean };
  const settings = { integration: "eb", strategy: "gaussian" } as const;
  const fit = await fitLaplace(runner, start, settings, () => undefined);
  if (fit === undefined || !fit.optimum.converged) return undefined;
  const { theta, mode, variance } = fit.centre;
  const { slopes } = evaluator.tangent(theta, mode);
  const hyperparameters = marginalMap(fit);
  const { t, stretch } = atTheta(hyperparameters, theta);
  const { system } = evaluator.density.conditional;
  return {
    plan,
    theta,
    mode,
    slopes: slopes.map((slope, k) => slope.map((entry) => stretch[k]! * entry)),
    precision: system.matrix(),
    size: system.size,
    variance,
    hyperparameters,
    t,
    stretch,
    covarianceOf(latents) {
      const n = latents.length;
      const covariance = new Float64Array(n * n);
      const column = new Float64Array(mode.length);
      latents.forEach((latent, j) => {
        column.fill(0);
        column[latent] = 1;
        system.solve(column);
        latents.forEach((other, i) => (covariance[i * n + j] = column[other]!));
      });
      return covariance;
    },
  };
}

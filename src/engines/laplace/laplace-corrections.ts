/**
 * Laplace's approximation of the conditional density of a latent, or of a combination of latents (Rue,
 * Martino & Chopin 2009, section 3.2.2): with t = (aᵀx − aᵀmode) / sd, at nine abscissas the others are moved
 * to their conditional mean given t, and log p(t) = log p(x, y | theta) − ½ log |P given t|.
 */
import { deterministic, gaussHermite } from "../../math/index.js";
import { directionOf, type LatentDirection } from "./latent-directions.js";
import type { MarginalDensity } from "./marginal-density.js";

/** Values of t; a fit keeps log p(t) + t²/2 at each, up to a constant. */
export const laplaceAbscissas: Float64Array = gaussHermite(9).nodes;

/** With more latents the slope of the determinant at the mode stands for the determinant at every abscissa. */
const mostExact = 500;

/**
 * Along a direction from the conditional mode; what stands at the mode is lost. `slope` is d/dt of
 * −½ log |P given t| at the mode.
 */
export type LaplaceCorrection = (
  theta: Float64Array,
  mode: Float64Array,
  direction: LatentDirection,
  slope: number,
) => Float64Array;

export function openLaplaceCorrection({ conditional }: MarginalDensity): LaplaceCorrection {
  const { system, derivatives } = conditional;
  const { latentCount: n } = system.target;
  const x = new Float64Array(n);

  /** −½ log |P given aᵀx| where the joint density was evaluated; NaN where P is not positive definite. */
  const logVolume = (weights: Float64Array): number => {
    if (!system.factorise(derivatives.second)) return NaN;
    const { variance } = directionOf(system, weights);
    return -0.5 * (system.logDeterminant() + deterministic.log(variance));
  };

  return (theta, mode, { weights, column, variance }, slope) => {
    const sd = Math.sqrt(variance);
    const volumes = laplaceAbscissas.map((t) => slope * t);
    const exact = new Float64Array(volumes.length);
    const joint = laplaceAbscissas.map((t, k) => {
      for (let j = 0; j < n; j++) x[j] = mode[j]! + (column[j]! / sd) * t;
      const isExact = n <= mostExact;
      const value = conditional.objectiveAt(theta, x, isExact ? "second" : "value") + 0.5 * t * t;
      exact[k] = isExact ? logVolume(weights) : NaN;
      return value;
    });
    const sound = exact.every((volume) => Number.isFinite(volume));
    return joint.map((value, k) => value + (sound ? exact : volumes)[k]!);
  };
}

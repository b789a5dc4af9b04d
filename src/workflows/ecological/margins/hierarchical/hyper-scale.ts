/** The scale of the hyperparameters about a reference, from the curvature of the posterior there. */
import { cholesky, symmetricEigen } from "../../../../math/index.js";
import type { Margins } from "../margins.js";
import { openMarginsDensity } from "./margins-density.js";
import { marginsModels, type MarginsModelName } from "./models.js";

const step = 1e-3;
/** No hyperparameter is taken to be wider than this, where the curvature would have it so. */
const leastPrecision = 1;

/**
 * Lower triangular L with L L' the inverse of the negative Hessian in the hyperparameters. Units' latents stand at
 * the origin of their frames, which moves with the hyperparameters, so that this is nearly the marginal one.
 */
export function hyperScale(
  margins: Margins,
  model: MarginsModelName,
  reference: Float64Array,
): Float64Array {
  const { rows, votes } = marginsModels[model].open(margins);
  const count = reference.length;
  const identity = new Float64Array(count * count);
  for (let i = 0; i < count; i++) identity[i * count + i] = 1;
  const density = openMarginsDensity(rows, votes, margins, { reference, scale: identity });
  const position = new Float64Array(density.dimension);
  const [above, below] = [position.slice(), position.slice()];
  const precision = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    position[i] = step;
    density.logDensityAndGradient(position, above);
    position[i] = -step;
    density.logDensityAndGradient(position, below);
    position[i] = 0;
    for (let j = 0; j < count; j++) {
      const second = (below[j]! - above[j]!) / (2 * step);
      precision[i * count + j]! += second / 2;
      precision[j * count + i]! += second / 2;
    }
  }
  const { values, vectors } = symmetricEigen(precision, count);
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++)
      for (let k = 0; k < count; k++)
        covariance[i * count + j]! +=
          (vectors[i * count + k]! * vectors[j * count + k]!) /
          Math.max(values[k]!, leastPrecision);
  return cholesky(covariance, count) ?? identity;
}

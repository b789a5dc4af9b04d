/** Gradients of the tempered evidence bound by reparametrised draws, without the score term (Roeder, Wu & Duvenaud 2017). */
import type { RandomStream } from "../../math/index.js";
import type { AdviTarget } from "./advi-settings.js";
import type { VariationalFamily } from "./variational-family.js";

/** Draws are taken in pairs z, −z. */
const pairs = 2;

export interface BoundGradient {
  /**
   * Writes an unbiased gradient of E log p(y | θ) − κ KL(q, p) by the parameters; false where a draw has
   * no density, and the step is to be left out. At an exact fit with κ = 1 every draw gives zero.
   */
  estimate(
    parameters: Float64Array,
    iteration: number,
    temperature: number,
    gradient: Float64Array,
  ): boolean;
  readonly gradientsPerEstimate: number;
}

export function openBoundGradient(
  target: AdviTarget,
  family: VariationalFamily,
  random: RandomStream,
): BoundGradient {
  const { dimension } = target.density;
  const [z, position, slopes, other] = [0, 1, 2, 3].map(() => new Float64Array(dimension)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  /** Slopes of log p − (1 − κ) log prior − κ log q at the position of z. */
  const setSlopes = (parameters: Float64Array, iteration: number, temperature: number): boolean => {
    family.place(parameters, z, position);
    const density = target.batch?.(iteration) ?? target.density;
    const value = density.logDensityAndGradient(position, slopes);
    if (!Number.isFinite(value)) return false;
    if (target.prior && temperature < 1) {
      target.prior.logDensityAndGradient(position, other);
      for (let i = 0; i < dimension; i++) slopes[i]! -= (1 - temperature) * other[i]!;
    }
    family.score(parameters, z, other);
    for (let i = 0; i < dimension; i++) slopes[i]! += temperature * other[i]!;
    return slopes.every(Number.isFinite);
  };
  return {
    gradientsPerEstimate: 2 * pairs,
    estimate(parameters, iteration, temperature, gradient) {
      gradient.fill(0);
      for (let pair = 0; pair < pairs; pair++) {
        for (let i = 0; i < dimension; i++) z[i] = random.normal();
        for (let half = 0; half < 2; half++) {
          if (half === 1) for (let i = 0; i < dimension; i++) z[i] = -z[i]!;
          if (!setSlopes(parameters, iteration, temperature)) return false;
          family.pull(parameters, z, slopes, 1 / (2 * pairs), gradient);
        }
      }
      return true;
    },
  };
}

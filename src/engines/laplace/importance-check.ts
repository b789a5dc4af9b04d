/**
 * The approximation against the exact joint density: draws of (theta, x) from the one are weighted by the
 * other. Where the weighted means move, the approximation is off; where the weights' tail is too heavy to
 * tell, it is not to be trusted (Berild et al. 2022).
 */
import { smoothWeights, type RandomStream } from "../../math/index.js";
import type { WeightedConditional } from "./explore-hyperparameters.js";
import { allotDraws } from "./joint-draws.js";
import type { PointEvaluator } from "./point-evaluator.js";

export interface ImportanceCheck {
  readonly kHat: number;
  /** 1 / Σ w²: how many of the draws count. */
  readonly effectiveDraws: number;
  /** By latent, and by hyperparameter: shift of the mean under the exact weights, in posterior sds. */
  readonly latentShift: Float64Array;
  readonly thetaShift: Float64Array;
}

const logTwoPi = 1.8378770664093456;

interface Draws {
  readonly latents: Float64Array[];
  readonly thetas: Float64Array[];
  readonly logRatios: Float64Array;
}

/** log p(y, x, theta) − log p̃(theta, y) − log N(x) for every draw: the design's weights cancel. */
function weighDraws(
  { density }: PointEvaluator,
  points: readonly WeightedConditional[],
  count: number,
  random: RandomStream,
): Draws {
  const { conditional } = density;
  const { system } = conditional;
  const { latentCount: n, constraints } = system.target;
  const allotted = allotDraws(
    points.map(({ weight }) => weight),
    count,
    random,
  );
  const draws: Draws = { latents: [], thetas: [], logRatios: new Float64Array(count) };
  points.forEach(({ theta, mode, mean, value }, k) => {
    if (allotted[k] === 0 || !conditional.find(theta, mode)) return;
    const logNormaliser = 0.5 * system.logDeterminant() - 0.5 * (n - constraints.length) * logTwoPi;
    for (let d = 0; d < allotted[k]!; d++) {
      const x = Float64Array.from({ length: n }, () => random.normal());
      const square = system.colour(x);
      for (let j = 0; j < n; j++) x[j]! += mean[j]!;
      const exact = density.jointAt(theta, x);
      draws.logRatios[draws.latents.length] = exact - value - (logNormaliser - 0.5 * square);
      draws.latents.push(x);
      draws.thetas.push(theta);
    }
  });
  return draws;
}

/** Σ (w − 1/n) v, in units of the plain draws' sd, for each entry of the vectors. */
function shiftsOf(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const count = vectors.length;
  return Float64Array.from(vectors[0] ?? [], (_, j) => {
    let mean = 0;
    let square = 0;
    let weighted = 0;
    for (let d = 0; d < count; d++) {
      const value = vectors[d]![j]!;
      mean += value / count;
      square += (value * value) / count;
      weighted += weights[d]! * value;
    }
    const sd = Math.sqrt(Math.max(0, square - mean * mean));
    return sd > 0 ? (weighted - mean) / sd : 0;
  });
}

export function checkByImportance(
  evaluator: PointEvaluator,
  points: readonly WeightedConditional[],
  count: number,
  random: RandomStream,
): ImportanceCheck {
  const { latents, thetas, logRatios } = weighDraws(evaluator, points, count, random);
  const { weights, kHat } = smoothWeights(logRatios.subarray(0, latents.length));
  return {
    kHat,
    effectiveDraws: 1 / weights.reduce((total, weight) => total + weight * weight, 0),
    latentShift: shiftsOf(latents, weights),
    thetaShift: shiftsOf(thetas, weights),
  };
}

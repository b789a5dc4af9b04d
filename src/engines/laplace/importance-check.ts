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
  readonly draws: number;
  /** By latent, and by hyperparameter. */
  readonly latents: readonly Shift[];
  readonly thetas: readonly Shift[];
}

/** How far the mean moves under the exact weights, in posterior sds, and the Monte Carlo error of that. */
export interface Shift {
  readonly shift: number;
  readonly error: number;
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
      const x = new Float64Array(n);
      const square = system.draw(() => random.normal(), x);
      for (let j = 0; j < n; j++) x[j]! += mean[j]!;
      const exact = density.jointAt(theta, x);
      draws.logRatios[draws.latents.length] = exact - value - (logNormaliser - 0.5 * square);
      draws.latents.push(x);
      draws.thetas.push(theta);
    }
  });
  return draws;
}

/** Σ (w − 1/n) v in units of the plain draws' sd, with its Monte Carlo error, for each entry of the vectors. */
function shiftsOf(vectors: readonly Float64Array[], weights: Float64Array): readonly Shift[] {
  const count = vectors.length;
  return Array.from(vectors[0] ?? [], (_, j) => {
    let mean = 0;
    let square = 0;
    for (const vector of vectors) {
      mean += vector[j]! / count;
      square += (vector[j]! * vector[j]!) / count;
    }
    const sd = Math.sqrt(Math.max(0, square - mean * mean));
    if (!(sd > 0)) return { shift: 0, error: 0 };
    let shift = 0;
    let error = 0;
    vectors.forEach((vector, d) => {
      const part = ((weights[d]! - 1 / count) * (vector[j]! - mean)) / sd;
      shift += part;
      error += part * part;
    });
    return { shift, error: Math.sqrt(error) };
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
    draws: latents.length,
    latents: shiftsOf(latents, weights),
    thetas: shiftsOf(thetas, weights),
  };
}

/** The Kullback-Leibler divergence of Bayesian layers from their prior, and its gradient. */
import { deterministic } from "../../math/index.js";
import type { PositionPlan } from "../position.js";

/** KL(N(m, s²) ‖ N(0, 1)) = ½ (m² + s² - 1) - log s. */
export function weightDivergence(mean: number, logSd: number): number {
  return 0.5 * (mean * mean + deterministic.exp(2 * logSd) - 1) - logSd;
}

const logOfTwoOverPi = -0.4515827052894548;
const logOfTwoPiE = 2.8378770664093453;

/** E σ² where log σ ~ N(μ, s²). */
function meanSquare(mean: number, logSd: number): number {
  return deterministic.exp(2 * mean + 2 * deterministic.exp(2 * logSd));
}

/**
 * Of log σ ~ N(μ, s²) from σ ~ HalfNormal(0, S), whose log density by log σ is
 * ½ log(2 / π) - log S - σ² / (2 S²) + log σ.
 */
export function scaleDivergence(mean: number, logSd: number, scale: number): number {
  const entropy = 0.5 * logOfTwoPiE + logSd;
  const quadratic = meanSquare(mean, logSd) / (2 * scale * scale);
  return -entropy - 0.5 * logOfTwoOverPi + deterministic.log(scale) + quadratic - mean;
}

/** The derivative of the divergence of the whole position by its i-th number. */
export function divergenceSlope(
  places: PositionPlan,
  position: Float32Array,
  i: number,
  scale: number,
): number {
  const { logSds, scaleMeans, scaleLogSds } = places;
  if (i < logSds) return position[i]!;
  if (i < scaleMeans) return deterministic.exp(2 * position[i]!) - 1;
  const layer = i < scaleLogSds ? i - scaleMeans : i - scaleLogSds;
  const mean = position[scaleMeans + layer]!;
  const logSd = position[scaleLogSds + layer]!;
  const ratio = meanSquare(mean, logSd) / (scale * scale);
  return i < scaleLogSds ? ratio - 1 : 2 * deterministic.exp(2 * logSd) * ratio - 1;
}

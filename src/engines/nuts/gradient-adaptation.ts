/**
 * Warm-up in coordinates that are nearly standard normal: the inverse metric is √(var(x) / var(∇)), the
 * diagonal that brings draws and gradients to one scale (Seyboldt et al. 2024), renewed as draws come in,
 * and the step size goes on learning throughout.
 */
import type { PhasePoint } from "./phase-point.js";
import {
  addPosition,
  forgetDraws,
  openVarianceEstimator,
  type VarianceEstimator,
} from "./variance-estimator.js";

export interface GradientAdaptation {
  readonly draws: VarianceEstimator;
  readonly gradients: VarianceEstimator;
}

/** The first draws are on their way from the start. */
const firstDraw = 10;
const fewestDraws = 20;
const renewEvery = 10;
/** After this share of the warm-up what came before it is forgotten. */
const forgetAt = 0.4;
/** For the last part of the warm-up the metric stands and the step size settles. */
const settleAt = 0.75;
/** Draws that stand for the metric that one begins with. */
const weightOfUnit = 10;

export function openGradientAdaptation(dimension: number): GradientAdaptation {
  return {
    draws: openVarianceEstimator(dimension),
    gradients: openVarianceEstimator(dimension),
  };
}

/** Learns from the state after a transition; `iteration` counts from 0. Renews `inverseMetric` now and then. */
export function learnMetric(
  { draws, gradients }: GradientAdaptation,
  { position, gradient }: PhasePoint,
  iteration: number,
  tune: number,
  inverseMetric: Float64Array,
): void {
  if (iteration < firstDraw || iteration >= settleAt * tune) return;
  if (iteration === Math.round(forgetAt * tune)) {
    forgetDraws(draws);
    forgetDraws(gradients);
  }
  addPosition(draws, position);
  addPosition(gradients, gradient);
  const { count } = draws;
  if (count < fewestDraws || count % renewEvery !== 0) return;
  for (let i = 0; i < inverseMetric.length; i++) {
    const ratio = draws.squares[i]! / gradients.squares[i]!;
    const scale = Number.isFinite(ratio) && ratio > 0 ? Math.sqrt(ratio) : 1;
    inverseMetric[i] = (count * scale + weightOfUnit) / (count + weightOfUnit);
  }
}

/** A point of phase space with everything that the next leapfrog step needs. */
import type { LogDensity } from "../../target/index.js";

/** Position and momentum with the log density and gradient at the position; the arrays are reused. */
export interface PhasePoint {
  position: Float64Array;
  momentum: Float64Array;
  gradient: Float64Array;
  logDensity: number;
}

export function openPhasePoint(dimension: number): PhasePoint {
  return {
    position: new Float64Array(dimension),
    momentum: new Float64Array(dimension),
    gradient: new Float64Array(dimension),
    logDensity: Number.NEGATIVE_INFINITY,
  };
}

export function copyPhasePoint(from: PhasePoint, to: PhasePoint): void {
  to.position.set(from.position);
  to.momentum.set(from.momentum);
  to.gradient.set(from.gradient);
  to.logDensity = from.logDensity;
}

/** Evaluates the target at the point's position; a position that overflowed has zero density. */
export function evaluatePoint(target: LogDensity, point: PhasePoint): void {
  let overflow = 0;
  for (let i = 0; i < point.position.length; i++) overflow += point.position[i]! * 0;
  point.logDensity = Number.isNaN(overflow)
    ? Number.NEGATIVE_INFINITY
    : target.logDensityAndGradient(point.position, point.gradient);
}

/** The leapfrog integrator of Hamilton's equations: reversible, volume preserving, second order. */
import type { LogDensity } from "../../target/index.js";
import { addAlongDirections, kineticEnergy, type Metric } from "./metric.js";
import { evaluatePoint, type PhasePoint } from "./phase-point.js";

/** One leapfrog step of signed size `step` from one point to another; one gradient evaluation. */
export function leapfrog(
  target: LogDensity,
  metric: Metric,
  step: number,
  from: PhasePoint,
  to: PhasePoint,
): void {
  const half = 0.5 * step;
  const { position, momentum } = to;
  const { diagonal } = metric;
  for (let i = 0; i < position.length; i++) {
    const middle = from.momentum[i]! + half * from.gradient[i]!;
    momentum[i] = middle;
    position[i] = from.position[i]! + step * diagonal[i]! * middle;
  }
  addAlongDirections(metric, momentum, step, position);
  evaluatePoint(target, to);
  for (let i = 0; i < momentum.length; i++) momentum[i] = momentum[i]! + half * to.gradient[i]!;
}

/** H = −log π + kinetic energy; +Infinity wherever that is not a finite number. */
export function hamiltonian(metric: Metric, point: PhasePoint): number {
  const energy = kineticEnergy(metric, point.momentum) - point.logDensity;
  return Number.isFinite(energy) ? energy : Number.POSITIVE_INFINITY;
}

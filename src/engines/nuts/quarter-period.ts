/**
 * A transition for coordinates that are nearly standard normal: there every trajectory has the period 2π, and
 * after a quarter of it position and square of the position are free of where it started. Doubling until it
 * turns back goes on to half a period, where squares are the same again.
 */
import { deterministic } from "../../math/index.js";
import { hamiltonian, leapfrog } from "./integrator.js";
import { drawMomentum } from "./metric.js";
import { copyPhasePoint, type PhasePoint } from "./phase-point.js";
import {
  divergenceThreshold,
  type TrajectoryWorkspace,
  type TransitionOutcome,
} from "./trajectory.js";

const quarter = 1.5707963267948966;
/**
 * One step of a quarter is rejected once in three times in one dimension, more often in two, and large values
 * longest: two have 1.3 to 1.4 times as many effective draws where one would do for the acceptance.
 */
const fewestSteps = 2;
/** Whatever the acceptance. */
export const longestQuarterStep: number = quarter / fewestSteps;
/** Sd of the relative step, so that no direction is in step with the trajectories, and its bound. */
const jitter = 0.1;
const mostJitter = 0.3;

/** Steps of about the step size that make a quarter, and no more than the deepest tree would have. */
function stepsOf({ maxTreeDepth }: TrajectoryWorkspace, stepSize: number): number {
  const wanted = Math.max(fewestSteps, Math.round(quarter / stepSize));
  return Math.max(1, Math.min((1 << maxTreeDepth) - 1, wanted));
}

/** Follows the trajectory; H₀ − H at its end, or where it diverged. */
function travel(space: TrajectoryWorkspace, step: number, steps: number): number {
  const { target, metric, outcome } = space;
  let gain = 0;
  while (outcome.leapfrogs < steps) {
    const { frontier, next } = space;
    leapfrog(target, metric, step, frontier, next);
    space.frontier = next;
    space.next = frontier;
    outcome.leapfrogs++;
    gain = space.initialEnergy - hamiltonian(metric, next);
    if (gain >= -divergenceThreshold) continue;
    outcome.divergent = true;
    space.divergenceStart.set(frontier.position);
    return gain;
  }
  return gain;
}

/** Replaces `current` by the next state of the chain; as `transition` but for how far it goes. */
export function quarterTransition(
  space: TrajectoryWorkspace,
  current: PhasePoint,
  stepSize: number,
): TransitionOutcome {
  const { metric, outcome, chances } = space;
  drawMomentum(metric, chances, current.momentum);
  space.initialEnergy = hamiltonian(metric, current);
  copyPhasePoint(current, space.frontier);
  const steps = stepsOf(space, stepSize);
  const stretch = Math.max(-mostJitter, Math.min(mostJitter, jitter * chances.normal()));
  outcome.leapfrogs = 0;
  outcome.travelled = 0;
  outcome.divergent = false;
  outcome.depth = 32 - Math.clz32(steps);
  const gain = travel(space, Math.min(stepSize, quarter / steps) * (1 + stretch), steps);
  outcome.acceptance = deterministic.exp(Math.min(0, gain));
  outcome.energy = space.initialEnergy;
  if (!chances.happens(outcome.acceptance)) return outcome;
  outcome.energy -= gain;
  outcome.travelled = outcome.leapfrogs;
  const { position, gradient, logDensity } = space.frontier;
  current.position.set(position);
  current.gradient.set(gradient);
  current.logDensity = logDensity;
  return outcome;
}

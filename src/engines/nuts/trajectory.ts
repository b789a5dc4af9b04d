/** One NUTS transition: a trajectory doubled until it turns back, with multinomial sampling along it. */
import type { LogDensity } from "../../target/index.js";
import { deterministic } from "../../math/index.js";
import type { Chances } from "./chances.js";
import { hamiltonian, leapfrog } from "./integrator.js";
import { drawMomentum, openMetric, velocityOf, type Metric } from "./metric.js";
import { copyPhasePoint, openPhasePoint, type PhasePoint } from "./phase-point.js";
import { adoptEnd, adoptProposal, openSubtree, reverse, type Subtree } from "./subtree.js";
import { joinMomentumSums } from "./termination.js";

/** A rise of the Hamiltonian beyond this ends the trajectory as divergent. */
export const divergenceThreshold = 1000;

/** What one transition tells; the record is reused. */
export interface TransitionOutcome {
  /** Mean of min(1, exp(H₀ − H)) over every leapfrog taken, rejected subtrees included. */
  acceptance: number;
  leapfrogs: number;
  depth: number;
  divergent: boolean;
  /** H of the selected state with the momentum that it had on the trajectory. */
  energy: number;
  /** Leapfrog steps from the start to the selected state. */
  travelled: number;
}

/** Everything that transitions of one chain need; opened once, no allocation afterwards. */
export interface TrajectoryWorkspace {
  readonly target: LogDensity;
  readonly chances: Chances;
  readonly metric: Metric;
  readonly maxTreeDepth: number;
  readonly outcome: TransitionOutcome;
  /** Where a divergent step started. */
  divergenceStart: Float64Array;
  whole: Subtree;
  /** `halves[k]` holds the second half of a subtree of depth k + 1. */
  readonly halves: readonly Subtree[];
  /** The state at the growing end, the one at the other end, and room for the next step. */
  frontier: PhasePoint;
  rear: PhasePoint;
  next: PhasePoint;
  /** How many steps from the start, either way, the two ends are. */
  frontierPlace: number;
  rearPlace: number;
  step: number;
  initialEnergy: number;
  acceptanceSum: number;
}

export function openTrajectory(
  target: LogDensity,
  maxTreeDepth: number,
  chances: Chances,
  mostDirections = 0,
): TrajectoryWorkspace {
  const { dimension } = target;
  return {
    target,
    chances,
    metric: openMetric(dimension, mostDirections),
    maxTreeDepth,
    outcome: { acceptance: 0, leapfrogs: 0, depth: 0, divergent: false, energy: 0, travelled: 0 },
    divergenceStart: new Float64Array(dimension),
    whole: openSubtree(dimension),
    halves: Array.from({ length: maxTreeDepth }, () => openSubtree(dimension)),
    frontier: openPhasePoint(dimension),
    rear: openPhasePoint(dimension),
    next: openPhasePoint(dimension),
    frontierPlace: 0,
    rearPlace: 0,
    step: 1,
    initialEnergy: 0,
    acceptanceSum: 0,
  };
}

/** log(exp(a) + exp(b)) for a, b that are not both -Infinity. */
function logAddExp(a: number, b: number): number {
  return a > b
    ? a + deterministic.log1p(deterministic.exp(b - a))
    : b + deterministic.log1p(deterministic.exp(a - b));
}

/** A subtree of one state: one leapfrog step from the growing end. */
function stepOnce(space: TrajectoryWorkspace, tree: Subtree): boolean {
  const { metric, outcome, frontier, next } = space;
  leapfrog(space.target, metric, space.step, frontier, next);
  space.frontier = next;
  space.next = frontier;
  space.frontierPlace++;
  outcome.leapfrogs++;
  const energy = hamiltonian(metric, next);
  const gain = space.initialEnergy - energy;
  space.acceptanceSum += gain > 0 ? 1 : deterministic.exp(gain);
  if (gain < -divergenceThreshold) {
    outcome.divergent = true;
    space.divergenceStart.set(frontier.position);
    return false;
  }
  placeState(tree, next, metric, energy);
  tree.logWeight = gain;
  tree.place = space.frontierPlace;
  return true;
}

function placeState(tree: Subtree, point: PhasePoint, metric: Metric, energy: number): void {
  tree.beginMomentum.set(point.momentum);
  tree.endMomentum.set(point.momentum);
  tree.momentumSum.set(point.momentum);
  velocityOf(metric, point.momentum, tree.beginVelocity);
  tree.endVelocity.set(tree.beginVelocity);
  tree.position.set(point.position);
  tree.gradient.set(point.gradient);
  tree.logDensity = point.logDensity;
  tree.energy = energy;
}

/** Fills `tree` with 2^depth further states; false when it turns back or diverges inside. */
function grow(space: TrajectoryWorkspace, depth: number, tree: Subtree): boolean {
  if (depth === 0) return stepOnce(space, tree);
  const second = space.halves[depth - 1]!;
  if (!grow(space, depth - 1, tree) || !grow(space, depth - 1, second)) return false;
  const total = logAddExp(tree.logWeight, second.logWeight);
  const chosen = space.chances.happens(deterministic.exp(second.logWeight - total));
  return join(tree, second, total, chosen);
}

/** Appends `second` to `first`; false when the joined trajectory turns back. */
function join(first: Subtree, second: Subtree, logWeight: number, chosen: boolean): boolean {
  first.logWeight = logWeight;
  if (chosen) adoptProposal(first, second);
  const goesOn = joinMomentumSums(first, second);
  adoptEnd(first, second);
  return goesOn;
}

function turnRound(space: TrajectoryWorkspace): void {
  const { frontier } = space;
  space.frontier = space.rear;
  space.rear = frontier;
  const { frontierPlace } = space;
  space.frontierPlace = space.rearPlace;
  space.rearPlace = frontierPlace;
  space.step = -space.step;
  reverse(space.whole);
}

/** Doubles the whole trajectory once in a random direction; false when it is complete. */
function double(space: TrajectoryWorkspace, stepSize: number): boolean {
  const { whole, chances, outcome } = space;
  const direction = chances.happens(0.5) ? -stepSize : stepSize;
  if (direction !== space.step) turnRound(space);
  const extension = space.halves[outcome.depth]!;
  if (!grow(space, outcome.depth, extension)) return false;
  outcome.depth++;
  const odds = deterministic.exp(Math.min(0, extension.logWeight - whole.logWeight));
  const total = logAddExp(whole.logWeight, extension.logWeight);
  return join(whole, extension, total, chances.happens(odds));
}

/**
 * Replaces `current` by the next state of the chain. `current.logDensity` and `gradient` must belong
 * to its position; they do again afterwards, so that no gradient is evaluated twice.
 */
export function transition(
  space: TrajectoryWorkspace,
  current: PhasePoint,
  stepSize: number,
): TransitionOutcome {
  const { metric, outcome, whole } = space;
  drawMomentum(metric, space.chances, current.momentum);
  space.initialEnergy = hamiltonian(metric, current);
  copyPhasePoint(current, space.frontier);
  copyPhasePoint(current, space.rear);
  placeState(whole, current, metric, space.initialEnergy);
  whole.logWeight = 0;
  whole.place = 0;
  space.frontierPlace = 0;
  space.rearPlace = 0;
  space.step = stepSize;
  space.acceptanceSum = 0;
  outcome.leapfrogs = 0;
  outcome.depth = 0;
  outcome.divergent = false;
  while (outcome.depth < space.maxTreeDepth && double(space, stepSize));
  current.position.set(whole.position);
  current.gradient.set(whole.gradient);
  current.logDensity = whole.logDensity;
  outcome.acceptance = space.acceptanceSum / outcome.leapfrogs;
  outcome.energy = whole.energy;
  outcome.travelled = whole.place;
  return outcome;
}

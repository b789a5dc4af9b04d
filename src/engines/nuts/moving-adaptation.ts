/**
 * Warm-up in the model's own coordinates from draws and gradients: the diagonal follows the foreground of
 * nutpie's moving windows draw by draw, and where they are asked for a few directions every twenty draws.
 */
import { scalesOfDraws, scalesOfStart } from "./gradient-scales.js";
import { learnDirections } from "./low-rank-metric.js";
import type { Metric } from "./metric.js";
import {
  countDraw,
  isEarly,
  openMovingWindows,
  settlesAt,
  type MovingWindows,
} from "./moving-windows.js";
import type { PhasePoint } from "./phase-point.js";
import { addRecentDraw, lastRows, openRecentDraws, type RecentDraws } from "./recent-draws.js";
import type { TransitionOutcome } from "./trajectory.js";
import {
  addPosition,
  forgetDraws,
  openVarianceEstimator,
  type VarianceEstimator,
} from "./variance-estimator.js";

interface Window {
  readonly draws: VarianceEstimator;
  readonly gradients: VarianceEstimator;
}

/** Plain data. */
export interface MovingAdaptation {
  readonly windows: MovingWindows;
  readonly foreground: Window;
  readonly background: Window;
  /** For directions; no room in it without them. */
  readonly recent: RecentDraws;
  /** How often the metric has changed. */
  changes: number;
}

/** Draws that directions are learnt from, at the most. */
const mostRecent = 100;
const mostDirections = 50;
/** Draws in the foreground before the metric follows it. */
const fewest = 10;
const renewEvery = 20;
/** A divergent trajectory that got no further than this says little. */
const farEnough = 4;

const openWindow = (dimension: number): Window => ({
  draws: openVarianceEstimator(dimension),
  gradients: openVarianceEstimator(dimension),
});

export function openMovingAdaptation(dimension: number, lowRank: boolean): MovingAdaptation {
  return {
    windows: openMovingWindows(),
    foreground: openWindow(dimension),
    background: openWindow(dimension),
    recent: openRecentDraws(dimension, lowRank ? mostRecent : 0),
    changes: 0,
  };
}

/** How many directions a metric of so many coordinates has room for. */
export function roomForDirections(dimension: number): number {
  return Math.min(dimension, mostDirections);
}

/** The metric that the first trajectory has: of the gradient where it starts. */
export function placeMetric(metric: Metric, { gradient }: PhasePoint): void {
  scalesOfStart(gradient, metric.diagonal);
}

function add({ draws, gradients }: Window, { position, gradient }: PhasePoint): void {
  addPosition(draws, position);
  addPosition(gradients, gradient);
}

function takeOver(from: VarianceEstimator, to: VarianceEstimator): void {
  to.count = from.count;
  to.means.set(from.means);
  to.squares.set(from.squares);
  forgetDraws(from);
}

function tells({ divergent, travelled }: TransitionOutcome, { gradient }: PhasePoint): boolean {
  return travelled > (divergent ? farEnough : 0) && gradient.every(Number.isFinite);
}

/**
 * Learns from the state after a transition; `iteration` counts from 0. True when the metric has changed for
 * the first time, so that the step size has to be sought anew.
 */
export function learnMoving(
  adaptation: MovingAdaptation,
  outcome: TransitionOutcome,
  point: PhasePoint,
  { iteration, tune }: { readonly iteration: number; readonly tune: number },
  metric: Metric,
): boolean | "improper-posterior" {
  if (iteration >= settlesAt(tune) || !tells(outcome, point)) return false;
  const { windows, foreground, background, recent } = adaptation;
  add(foreground, point);
  add(background, point);
  if (recent.capacity > 0) addRecentDraw(recent, point.position, point.gradient);
  const switched = countDraw(windows, iteration, tune);
  if (switched) {
    takeOver(background.draws, foreground.draws);
    takeOver(background.gradients, foreground.gradients);
  }
  const { count } = foreground.draws;
  if (count < fewest) return false;
  const directs = recent.capacity > 0 && !isEarly(iteration, tune);
  // The directions are in coordinates that the diagonal standardises: they change together.
  if (directs && !switched && count % renewEvery !== 0) return false;
  if (!scalesOfDraws(foreground.draws, foreground.gradients, metric.diagonal))
    return "improper-posterior";
  if (directs) {
    const { positions, gradients } = recent;
    learnDirections(lastRows(recent, positions, count), lastRows(recent, gradients, count), metric);
  }
  return adaptation.changes++ === 0;
}

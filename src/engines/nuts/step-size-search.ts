/** Finds a step size of the right order: one leapfrog step that keeps 80 % of the density. */
import type { LogDensity } from "../../target/index.js";
import { deterministic } from "../../math/index.js";
import type { Chances } from "./chances.js";
import { hamiltonian, leapfrog } from "./integrator.js";
import { drawMomentum, type Metric } from "./metric.js";
import { copyPhasePoint, openPhasePoint, type PhasePoint } from "./phase-point.js";

const logAcceptance = deterministic.log(0.8);
const largest = 1e7;

export type StepSizeFailure = "improper-posterior" | "no-step-size";

/** H₀ − H after one step with a fresh momentum; -Infinity where the density vanishes. */
function energyGain(
  target: LogDensity,
  metric: Metric,
  chances: Chances,
  points: { readonly start: PhasePoint; readonly end: PhasePoint },
  step: number,
): number {
  drawMomentum(metric, chances, points.start.momentum);
  const energy = hamiltonian(metric, points.start);
  leapfrog(target, metric, step, points.start, points.end);
  return energy - hamiltonian(metric, points.end);
}

/**
 * Doubles or halves `initial` until the gain of one step crosses log 0.8, with a fresh momentum each
 * time (Stan's heuristic). The point is left as it was.
 */
export function searchStepSize(
  target: LogDensity,
  metric: Metric,
  chances: Chances,
  point: PhasePoint,
  initial: number,
): number | StepSizeFailure {
  if (!(initial > 0 && initial <= largest)) return initial;
  const points = { start: openPhasePoint(target.dimension), end: openPhasePoint(target.dimension) };
  copyPhasePoint(point, points.start);
  let step = initial;
  const gain = (): number => energyGain(target, metric, chances, points, step);
  const grows = gain() > logAcceptance;
  for (;;) {
    const change = gain();
    if (grows ? !(change > logAcceptance) : !(change < logAcceptance)) return step;
    step = grows ? 2 * step : 0.5 * step;
    if (step > largest) return "improper-posterior";
    if (step === 0) return "no-step-size";
  }
}

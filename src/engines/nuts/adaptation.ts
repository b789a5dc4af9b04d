/** Warm-up of one chain: what is learnt from each transition, window by window. */
import {
  learnMetric,
  openGradientAdaptation,
  type GradientAdaptation,
} from "./gradient-adaptation.js";
import type { ChainFailureReason, NutsSettings } from "./nuts-settings.js";
import type { PhasePoint } from "./phase-point.js";
import {
  learnStepSize,
  openStepSizeAdaptation,
  restartStepSize,
  settledStepSize,
  type StepSizeAdaptation,
} from "./step-size-adaptation.js";
import { searchStepSize } from "./step-size-search.js";
import type { TrajectoryWorkspace } from "./trajectory.js";
import {
  addPosition,
  openVarianceEstimator,
  takeVariances,
  type VarianceEstimator,
} from "./variance-estimator.js";
import { warmupSchedule, type WarmupSchedule } from "./windows.js";

export interface Adaptation {
  readonly tune: number;
  /** In place of the windows. */
  readonly gradients: GradientAdaptation | undefined;
  readonly schedule: WarmupSchedule;
  readonly variances: VarianceEstimator;
  readonly stepSize: StepSizeAdaptation;
}

export function openAdaptation(
  space: TrajectoryWorkspace,
  point: PhasePoint,
  tune: number,
  targetAccept: number,
  learnsFrom: NutsSettings["adaptation"],
): Adaptation | ChainFailureReason {
  const { target, inverseMetric, chances } = space;
  const found = searchStepSize(target, inverseMetric, chances, point, 1);
  if (typeof found === "string") return found;
  return {
    tune,
    gradients: learnsFrom === "gradients" ? openGradientAdaptation(target.dimension) : undefined,
    schedule: warmupSchedule(tune),
    variances: openVarianceEstimator(target.dimension),
    stepSize: openStepSizeAdaptation(targetAccept, found),
  };
}

/** Learns from the transition that ended at `point`; `iteration` counts from 0. */
export function learn(
  adaptation: Adaptation,
  space: TrajectoryWorkspace,
  point: PhasePoint,
  iteration: number,
): ChainFailureReason | undefined {
  const { schedule, variances, stepSize } = adaptation;
  learnStepSize(stepSize, space.outcome.acceptance);
  if (adaptation.gradients) {
    const { gradients, tune } = adaptation;
    learnMetric(gradients, point, iteration, tune, space.inverseMetric);
    return undefined;
  }
  const lastSlow = schedule.updates.at(-1) ?? 0;
  if (iteration < schedule.firstSlow || iteration >= lastSlow) return undefined;
  addPosition(variances, point.position);
  if (!schedule.updates.includes(iteration + 1)) return undefined;
  if (!takeVariances(variances, space.inverseMetric)) return "improper-posterior";
  const { target, inverseMetric, chances } = space;
  const found = searchStepSize(target, inverseMetric, chances, point, stepSize.stepSize);
  if (typeof found === "string") return found;
  restartStepSize(stepSize, found);
  return undefined;
}

export function adaptedStepSize(adaptation: Adaptation): number {
  return settledStepSize(adaptation.stepSize);
}

/** Warm-up of one chain: what is learnt from each transition, window by window. */
import {
  learnMetric,
  openGradientAdaptation,
  type GradientAdaptation,
} from "./gradient-adaptation.js";
import {
  learnMoving,
  openMovingAdaptation,
  placeMetric,
  type MovingAdaptation,
} from "./moving-adaptation.js";
import type { ChainFailureReason, NutsSettings } from "./nuts-settings.js";
import type { PhasePoint } from "./phase-point.js";
import { longestQuarterStep } from "./quarter-period.js";
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
  /** One of these in place of Stan's windows. */
  readonly whitened: GradientAdaptation | undefined;
  readonly moving: MovingAdaptation | undefined;
  readonly schedule: WarmupSchedule;
  readonly variances: VarianceEstimator;
  readonly stepSize: StepSizeAdaptation;
}

/** That are learnt; twice as long as those that quarters are made of, so that steps about these average to them. */
const longestSteps = { u_turn: undefined, quarter_period: 2 * longestQuarterStep };

export function openAdaptation(
  space: TrajectoryWorkspace,
  point: PhasePoint,
  { tune, targetAccept, adaptation: learnsFrom, trajectory }: NutsSettings,
): Adaptation | ChainFailureReason {
  const { target, metric, chances } = space;
  const { dimension } = target;
  const lowRank = learnsFrom === "low_rank";
  const moves = lowRank || learnsFrom === "gradients";
  if (moves) placeMetric(metric, point);
  const found = searchStepSize(target, metric, chances, point, 1);
  if (typeof found === "string") return found;
  return {
    tune,
    whitened: learnsFrom === "whitened" ? openGradientAdaptation(dimension) : undefined,
    moving: moves ? openMovingAdaptation(dimension, lowRank) : undefined,
    schedule: warmupSchedule(tune),
    variances: openVarianceEstimator(dimension),
    stepSize: openStepSizeAdaptation(targetAccept, found, longestSteps[trajectory ?? "u_turn"]),
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
  const { whitened, moving, tune } = adaptation;
  if (whitened) {
    learnMetric(whitened, point, iteration, tune, space.metric.diagonal);
    return undefined;
  }
  if (moving) {
    const changed = learnMoving(moving, space.outcome, point, { iteration, tune }, space.metric);
    if (typeof changed === "string") return changed;
    return changed ? seekStepSize(adaptation, space, point) : undefined;
  }
  const lastSlow = schedule.updates.at(-1) ?? 0;
  if (iteration < schedule.firstSlow || iteration >= lastSlow) return undefined;
  addPosition(variances, point.position);
  if (!schedule.updates.includes(iteration + 1)) return undefined;
  if (!takeVariances(variances, space.metric.diagonal)) return "improper-posterior";
  return seekStepSize(adaptation, space, point);
}

/** After a change of the metric. */
function seekStepSize(
  { stepSize }: Adaptation,
  { target, metric, chances }: TrajectoryWorkspace,
  point: PhasePoint,
): ChainFailureReason | undefined {
  const found = searchStepSize(target, metric, chances, point, stepSize.stepSize);
  if (typeof found === "string") return found;
  restartStepSize(stepSize, found);
  return undefined;
}

/** For sampling. */
export function adaptedStepSize({ stepSize }: Adaptation, { trajectory }: NutsSettings): number {
  const settled = settledStepSize(stepSize);
  return trajectory === "quarter_period" ? Math.min(settled, longestQuarterStep) : settled;
}

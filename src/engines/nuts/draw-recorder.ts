/** Room for the kept draws of one chain and their statistics, filled draw by draw. */
import type { SamplerStatistics } from "./nuts-settings.js";
import type { PhasePoint } from "./phase-point.js";
import type { TransitionOutcome } from "./trajectory.js";

const maxDivergentPositions = 100;

export interface DrawRecorder {
  count: number;
  divergences: number;
  totalLeapfrogs: number;
  readonly positions: Float64Array;
  readonly logDensity: Float64Array;
  readonly acceptance: Float64Array;
  readonly energy: Float64Array;
  readonly treeDepth: Uint8Array;
  readonly leapfrogs: Uint16Array;
  readonly divergent: Uint8Array;
  readonly divergentPositions: Float64Array[];
}

export function openDrawRecorder(draws: number, dimension: number): DrawRecorder {
  return {
    count: 0,
    divergences: 0,
    totalLeapfrogs: 0,
    positions: new Float64Array(draws * dimension),
    logDensity: new Float64Array(draws),
    acceptance: new Float64Array(draws),
    energy: new Float64Array(draws),
    treeDepth: new Uint8Array(draws),
    leapfrogs: new Uint16Array(draws),
    divergent: new Uint8Array(draws),
    divergentPositions: [],
  };
}

export function recordDraw(
  recorder: DrawRecorder,
  point: PhasePoint,
  outcome: TransitionOutcome,
  divergenceStart: Float64Array,
): void {
  const draw = recorder.count++;
  recorder.positions.set(point.position, draw * point.position.length);
  recorder.logDensity[draw] = point.logDensity;
  recorder.acceptance[draw] = outcome.acceptance;
  recorder.energy[draw] = outcome.energy;
  recorder.treeDepth[draw] = outcome.depth;
  recorder.leapfrogs[draw] = outcome.leapfrogs;
  recorder.totalLeapfrogs += outcome.leapfrogs;
  if (!outcome.divergent) return;
  recorder.divergent[draw] = 1;
  if (recorder.divergences++ < maxDivergentPositions) {
    recorder.divergentPositions.push(divergenceStart.slice());
  }
}

type PerDraw =
  | "logDensity"
  | "acceptance"
  | "energy"
  | "treeDepth"
  | "leapfrogs"
  | "divergent"
  | "divergentPositions";

/** The per-draw statistics, cut to the draws that were made. */
export function recordedStatistics(recorder: DrawRecorder): Pick<SamplerStatistics, PerDraw> {
  const { count } = recorder;
  return {
    logDensity: recorder.logDensity.slice(0, count),
    acceptance: recorder.acceptance.slice(0, count),
    energy: recorder.energy.slice(0, count),
    treeDepth: recorder.treeDepth.slice(0, count),
    leapfrogs: recorder.leapfrogs.slice(0, count),
    divergent: recorder.divergent.slice(0, count),
    divergentPositions: recorder.divergentPositions,
  };
}

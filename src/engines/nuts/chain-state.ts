/** What one chain holds between two iterations, opened at its random start or where an earlier run left it. */
import { openStream, type ResumableStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { openAdaptation, type Adaptation } from "./adaptation.js";
import { chancesOf } from "./chances.js";
import { restoreSnapshot, type ResumableParts, type SavedChain } from "./chain-snapshot.js";
import {
  openDrawRecorder,
  recallDraws,
  type DrawRecorder,
  type KeptPlace,
} from "./draw-recorder.js";
import { initialise, startWidely } from "./initialisation.js";
import { roomForDirections } from "./moving-adaptation.js";
import type { ChainFailure, ChainFailureReason, NutsSettings } from "./nuts-settings.js";
import { openPhasePoint, type PhasePoint } from "./phase-point.js";
import { openTrajectory, type TrajectoryWorkspace } from "./trajectory.js";

export interface ChainState {
  readonly settings: NutsSettings;
  readonly chain: number;
  readonly now: () => number;
  readonly stream: ResumableStream;
  readonly space: TrajectoryWorkspace;
  readonly point: PhasePoint;
  readonly adaptation: Adaptation;
  readonly recorder: DrawRecorder;
  /** What a run that goes on counts on from. */
  readonly tally: {
    /** Done, warm-up included. */
    iteration: number;
    warmupLeapfrogs: number;
    warmupDivergences: number;
    readonly seconds: { warmup: number; sampling: number };
  };
  unreportedLeapfrogs: number;
  /** From when on seconds have not been added up. */
  countedUntil: number;
}

export function chainFailure(
  chain: number,
  reason: ChainFailureReason,
  coordinates: readonly number[] = [],
): ChainFailure {
  return { kind: "failure", chain, reason, coordinates };
}

export function openChainState(
  target: LogDensity,
  settings: NutsSettings,
  chain: number,
  now: () => number,
  kept: KeptPlace,
): ChainState | ChainFailure {
  const stream = openStream(settings.seed, "nuts", chain);
  const point = openPhasePoint(target.dimension);
  const start = settings.starts && startWidely(settings.starts.hyperparameters);
  const misplaced = initialise(target, stream, point, start);
  if (misplaced !== undefined) return chainFailure(chain, "no-finite-start", misplaced.coordinates);
  const room = settings.adaptation === "low_rank" ? roomForDirections(target.dimension) : 0;
  const space = openTrajectory(target, settings.maxTreeDepth, chancesOf(stream), room);
  const adaptation = openAdaptation(space, point, settings);
  if (typeof adaptation === "string") return chainFailure(chain, adaptation);
  return {
    settings,
    chain,
    now,
    stream,
    space,
    point,
    adaptation,
    recorder: openDrawRecorder(settings.draws, kept),
    tally: {
      iteration: 0,
      warmupLeapfrogs: 0,
      warmupDivergences: 0,
      seconds: { warmup: 0, sampling: 0 },
    },
    unreportedLeapfrogs: 0,
    countedUntil: now(),
  };
}

/** All that later iterations depend on; a transition writes the rest of its workspace before it reads it. */
export function partsOf({ point, space, adaptation, tally, stream }: ChainState): ResumableParts {
  const state = { point, metric: space.metric, adaptation, tally };
  return { iteration: tally.iteration, state, stream };
}

/** False when what was saved is no chain of such a target with such settings. */
export function goOnFrom(state: ChainState, { snapshot, record }: SavedChain): boolean {
  if (!restoreSnapshot(partsOf(state), snapshot)) return false;
  recallDraws(state.recorder, record);
  const { iteration } = state.tally;
  const sampled = Math.max(0, iteration - state.settings.tune);
  return Number.isSafeInteger(iteration) && iteration >= 0 && sampled === state.recorder.count;
}

/** Adds the seconds since the last time to those of a phase. */
export function addSeconds(state: ChainState, phase: "warmup" | "sampling"): void {
  const time = state.now();
  state.tally.seconds[phase] += time - state.countedUntil;
  state.countedUntil = time;
}

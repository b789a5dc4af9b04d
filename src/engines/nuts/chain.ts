/** One chain from its random start to its last draw, as a generator that a runner can stop. */
import { openStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { adaptedStepSize, learn, openAdaptation, type Adaptation } from "./adaptation.js";
import { chancesOf } from "./chances.js";
import { openDrawRecorder, recordDraw, recordedStatistics } from "./draw-recorder.js";
import type { DrawRecorder } from "./draw-recorder.js";
import { initialise, startWidely } from "./initialisation.js";
import type {
  ChainFailure,
  ChainFailureReason,
  ChainOutcome,
  ChainProgress,
  ChainResult,
  NutsSettings,
} from "./nuts-settings.js";
import { openPhasePoint, type PhasePoint } from "./phase-point.js";
import { quarterTransition } from "./quarter-period.js";
import { openTrajectory, transition, type TrajectoryWorkspace } from "./trajectory.js";

/** A chain reports after the first iteration that brings it this many leapfrog steps further. */
const reportEvery = 100;

interface ChainState {
  readonly settings: NutsSettings;
  readonly chain: number;
  readonly now: () => number;
  readonly space: TrajectoryWorkspace;
  readonly point: PhasePoint;
  readonly recorder: DrawRecorder;
  warmupLeapfrogs: number;
  warmupDivergences: number;
  unreportedLeapfrogs: number;
}

type Stop = "stopped" | undefined;
type Phase<Result> = Generator<ChainProgress, Result, boolean | undefined>;

/**
 * Runs one chain on `target`. Each `next()` runs on to the next progress report; `next(true)` stops
 * the chain, which then returns what it has drawn so far. The draws depend on the target, the
 * settings and the chain's number only. `now` tells seconds and is used for timing alone.
 */
export function* nutsChain(
  target: LogDensity,
  settings: NutsSettings,
  chain: number,
  now: () => number,
): Phase<ChainOutcome> {
  const random = openStream(settings.seed, "nuts", chain);
  const point = openPhasePoint(target.dimension);
  const start = settings.starts && startWidely(settings.starts.hyperparameters);
  const misplaced = initialise(target, random, point, start);
  if (misplaced !== undefined) return failure(chain, "no-finite-start", misplaced.coordinates);
  const space = openTrajectory(target, settings.maxTreeDepth, chancesOf(random));
  const { tune, targetAccept, adaptation: learnsFrom } = settings;
  const adaptation = openAdaptation(space, point, tune, targetAccept, learnsFrom);
  if (typeof adaptation === "string") return failure(chain, adaptation, []);
  const recorder = openDrawRecorder(settings.draws, target.dimension);
  const state: ChainState = {
    settings,
    chain,
    now,
    space,
    point,
    recorder,
    warmupLeapfrogs: 0,
    warmupDivergences: 0,
    unreportedLeapfrogs: 0,
  };
  const begun = now();
  const warmed = yield* warmUp(state, adaptation);
  if (warmed !== undefined && warmed !== "stopped") return failure(chain, warmed, []);
  const warm = now();
  const stepSize = adaptedStepSize(adaptation);
  const stopped = warmed ?? (yield* sample(state, stepSize));
  const seconds = { warmup: warm - begun, sampling: now() - warm };
  return chainResult(state, stepSize, seconds, stopped === "stopped");
}

const movesOf = ({ trajectory }: NutsSettings): typeof transition =>
  trajectory === "quarter_period" ? quarterTransition : transition;

function failure(
  chain: number,
  reason: ChainFailureReason,
  coordinates: readonly number[],
): ChainFailure {
  return { kind: "failure", chain, reason, coordinates };
}

function* warmUp(state: ChainState, adaptation: Adaptation): Phase<ChainFailureReason | Stop> {
  const { space, point, settings } = state;
  const move = movesOf(settings);
  for (let iteration = 0; iteration < settings.tune; iteration++) {
    const { leapfrogs, divergent } = move(space, point, adaptation.stepSize.stepSize);
    state.warmupLeapfrogs += leapfrogs;
    if (divergent) state.warmupDivergences++;
    const failed = learn(adaptation, space, point, iteration);
    if (failed !== undefined) return failed;
    const { stepSize } = adaptation.stepSize;
    if (
      reportIsDue(state, leapfrogs, iteration + 1) &&
      (yield progress(state, iteration, stepSize))
    )
      return "stopped";
  }
  return undefined;
}

function* sample(state: ChainState, stepSize: number): Phase<Stop> {
  const { space, point, settings, recorder } = state;
  const move = movesOf(settings);
  for (let draw = 0; draw < settings.draws; draw++) {
    const outcome = move(space, point, stepSize);
    recordDraw(recorder, point, outcome, space.divergenceStart);
    const iteration = settings.tune + draw;
    if (!reportIsDue(state, outcome.leapfrogs, iteration + 1)) continue;
    const stop = yield progress(state, iteration, stepSize);
    if (stop === true && recorder.count < settings.draws) return "stopped";
  }
  return undefined;
}

/** Due every so many leapfrog steps, and once each phase is done. */
function reportIsDue(state: ChainState, leapfrogs: number, done: number): boolean {
  const { tune, draws } = state.settings;
  state.unreportedLeapfrogs += leapfrogs;
  if (state.unreportedLeapfrogs < reportEvery && done !== tune && done !== tune + draws) {
    return false;
  }
  state.unreportedLeapfrogs = 0;
  return true;
}

function progress(state: ChainState, iteration: number, stepSize: number): ChainProgress {
  const { settings, recorder, chain } = state;
  const warming = iteration < settings.tune;
  return {
    chain,
    phase: warming ? "warmup" : "sampling",
    iteration: iteration + 1,
    total: settings.tune + settings.draws,
    divergences: recorder.divergences,
    stepSize,
    leapfrogsPerDraw: warming
      ? state.warmupLeapfrogs / (iteration + 1)
      : recorder.totalLeapfrogs / recorder.count,
  };
}

function chainResult(
  state: ChainState,
  stepSize: number,
  seconds: { readonly warmup: number; readonly sampling: number },
  interrupted: boolean,
): ChainResult {
  const { recorder, space, chain, warmupLeapfrogs, warmupDivergences } = state;
  return {
    kind: "draws",
    positions: recorder.positions.slice(0, recorder.count * space.target.dimension),
    draws: recorder.count,
    statistics: {
      chain,
      stepSize,
      inverseMetric: space.inverseMetric,
      ...recordedStatistics(recorder),
      warmupLeapfrogs,
      warmupDivergences,
      seconds,
    },
    interrupted,
  };
}

/** One chain to its last draw, as a generator that a runner can stop. */
import type { LogDensity } from "../../target/index.js";
import { adaptedStepSize, learn } from "./adaptation.js";
import { openBlocks, type ChainBlocks } from "./chain-blocks.js";
import { chainResult, progress, reportIsDue } from "./chain-report.js";
import type { ChainBlock, SavedChain } from "./chain-snapshot.js";
import { addSeconds, chainFailure, goOnFrom, openChainState } from "./chain-state.js";
import type { ChainState } from "./chain-state.js";
import { recordDraw, type KeptPlace } from "./draw-recorder.js";
import type {
  ChainFailureReason,
  ChainOutcome,
  ChainProgress,
  NutsSettings,
} from "./nuts-settings.js";
import { quarterTransition } from "./quarter-period.js";
import { transition } from "./trajectory.js";

export interface ChainOptions {
  /** What positions are kept as; those of the target without it. */
  readonly kept?: KeptPlace | undefined;
  /** Given every draw once, and snapshots to go on from, also in warm-up. */
  readonly onBlock?: ((block: ChainBlock) => void) | undefined;
  /** Where to go on from; the random start without it. */
  readonly saved?: SavedChain | undefined;
}

type Stop = "stopped" | undefined;
type Phase<Result> = Generator<ChainProgress, Result, boolean | undefined>;

/**
 * Runs one chain on `target`. Each `next()` runs on to the next progress report; `next(true)` stops
 * the chain, which then returns what it has drawn so far. The draws depend on the target, the
 * settings and the chain's number only, and those of a shorter chain begin a longer one. `now` tells
 * seconds: timing, and when a block is handed on, depend on it.
 */
export function* nutsChain(
  target: LogDensity,
  settings: NutsSettings,
  chain: number,
  now: () => number,
  options: ChainOptions = {},
): Phase<ChainOutcome> {
  const { saved, onBlock, kept = placeOf(target) } = options;
  const state = openChainState(target, settings, chain, now, kept);
  if ("kind" in state) return state;
  if (saved && !goOnFrom(state, saved)) return chainFailure(chain, "unusable-snapshot");
  const blocks = openBlocks(state, onBlock);
  const warmed = yield* warmUp(state, blocks);
  if (warmed !== undefined && warmed !== "stopped") return chainFailure(chain, warmed);
  const stepSize = adaptedStepSize(state.adaptation, settings);
  const stopped = warmed ?? (yield* sample(state, stepSize, blocks));
  blocks.close();
  return chainResult(state, stepSize, stopped === "stopped");
}

function placeOf({ dimension }: LogDensity): KeptPlace {
  return { dimension, keep: (position, _draw, into) => into.set(position) };
}

const movesOf = ({ trajectory }: NutsSettings): typeof transition =>
  trajectory === "quarter_period" ? quarterTransition : transition;

function* warmUp(
  state: ChainState,
  { iterationDone }: ChainBlocks,
): Phase<ChainFailureReason | Stop> {
  const { space, point, settings, adaptation, tally } = state;
  const move = movesOf(settings);
  while (tally.iteration < settings.tune) {
    const iteration = tally.iteration++;
    const { leapfrogs, divergent } = move(space, point, adaptation.stepSize.stepSize);
    tally.warmupLeapfrogs += leapfrogs;
    if (divergent) tally.warmupDivergences++;
    const failed = learn(adaptation, space, point, iteration);
    if (failed !== undefined) return failed;
    if (tally.iteration === settings.tune) addSeconds(state, "warmup");
    iterationDone();
    const { stepSize } = adaptation.stepSize;
    if (reportIsDue(state, leapfrogs) && (yield progress(state, stepSize))) return "stopped";
  }
  return undefined;
}

function* sample(state: ChainState, stepSize: number, { iterationDone }: ChainBlocks): Phase<Stop> {
  const { space, point, settings, recorder, tally } = state;
  const move = movesOf(settings);
  while (recorder.count < settings.draws) {
    tally.iteration++;
    const outcome = move(space, point, stepSize);
    recordDraw(recorder, point, outcome, space.divergenceStart);
    iterationDone();
    if (!reportIsDue(state, outcome.leapfrogs)) continue;
    const stop = yield progress(state, stepSize);
    if (stop === true && recorder.count < settings.draws) return "stopped";
  }
  return undefined;
}

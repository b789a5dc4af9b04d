/** Runs the chains of a fit until they have their draws, enough of them, no more time, or the user stops them. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { ChainOutcome, NutsSettings } from "../../engines/nuts/index.js";
import {
  inProcessRunner,
  type ChainJob,
  type ChainRunner,
  type RunOptions,
} from "../chain-runner.js";
import type { CheckpointFile } from "../checkpoint/checkpoint-file.js";
import { openCheckpointKeeper, type CheckpointKeeper } from "../checkpoint/checkpoint-keeper.js";
import { fingerprintOf } from "../checkpoint/fingerprint.js";
import type { ChainCoordinates } from "../whitening/chain-coordinates.js";
import { openEssGoal, type PositionReport } from "./ess-goal.js";

export interface ChainsOptions extends RunOptions {
  /** Where the chains run; in the calling thread when not given. */
  readonly runner?: ChainRunner | undefined;
  /** Coordinates to sample in. */
  readonly coordinates?: ChainCoordinates | undefined;
  /** Seconds that finding them took, which count as the fit's. */
  readonly laplaceSeconds?: number | undefined;
  /** Where the run is kept, and from where it goes on when it is there already. */
  readonly checkpoint?: CheckpointFile | undefined;
}

export interface ChainsRun {
  readonly outcomes: readonly ChainOutcome[];
  /** Draws per chain after which every parameter had what `until` asks for. */
  readonly enough: number | undefined;
  readonly timeIsUp: boolean;
  /** Iterations, warm-up included, that an earlier run had made of each chain; empty where none had. */
  readonly resumed: readonly number[];
  /** Why the checkpoint could not be written. */
  readonly unwritten: string | undefined;
}

const clock = (): number => performance.now() / 1000;

/** A controller that the user's signal aborts too, until it is let go. */
function stoppedBy(signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop);
  return {
    signal: controller.signal,
    stop,
    letGo: () => signal?.removeEventListener("abort", stop),
  };
}

/** What watches a run wants of its draws; undefined where nothing does. */
function follow(
  model: CompiledModel,
  settings: NutsSettings,
  positions: PositionReport,
  keeper: CheckpointKeeper | undefined,
  stop: () => void,
) {
  const goal =
    settings.until === undefined
      ? undefined
      : openEssGoal(model.parameters, settings.chains, settings.until, positions);
  for (const [chain, saved] of keeper?.saved.entries() ?? [])
    if (saved && goal?.add({ chain, record: saved.record }) === true) stop();
  const onBlock: RunOptions["onBlock"] = (block) => {
    keeper?.add(block);
    if (goal?.add(block) === true) stop();
  };
  return { goal, onBlock: goal || keeper ? onBlock : undefined };
}

export async function runChains(
  model: CompiledModel,
  settings: NutsSettings,
  positions: PositionReport,
  options: ChainsOptions,
): Promise<ChainsRun> {
  const { runner = inProcessRunner, coordinates, now = clock, checkpoint } = options;
  const started = now() - (options.laplaceSeconds ?? 0);
  const keeper =
    checkpoint &&
    (await openCheckpointKeeper(
      checkpoint,
      await fingerprintOf(model, settings, coordinates, checkpoint.version),
      settings.chains,
      positions.dimension,
      now,
    ));
  const { signal, stop, letGo } = stoppedBy(options.signal);
  const { goal, onBlock } = follow(model, settings, positions, keeper, stop);
  let timeIsUp = false;
  const onProgress: RunOptions["onProgress"] = (progress) => {
    options.onProgress?.(progress);
    if (settings.time === undefined || now() - started < settings.time) return;
    timeIsUp = true;
    stop();
  };
  const jobs = Array.from({ length: settings.chains }, (_, chain): ChainJob => ({
    plan: model.plan,
    // Where the earlier run had enough, nothing is drawn any more.
    settings: { ...settings, draws: goal?.enough ?? settings.draws },
    chain,
    coordinates,
    saved: keeper?.saved[chain],
  }));
  let unwritten: string | undefined;
  const run = async (): Promise<readonly ChainOutcome[]> => {
    try {
      return await runner(jobs, { now: options.now, signal, onProgress, onBlock });
    } finally {
      letGo();
      unwritten = await keeper?.close();
    }
  };
  const outcomes = await run();
  const resumed = keeper?.saved.map((saved) => saved?.snapshot.iteration ?? 0) ?? [];
  return { outcomes, enough: goal?.enough, timeIsUp, resumed, unwritten };
}

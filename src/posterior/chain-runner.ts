/** Where chains run: the contract of a runner, and the one that needs no threads. */
import type { Plan } from "../graph/plan/plan.js";
import { openEvaluator } from "../kernels/index.js";
import {
  nutsChain,
  type ChainBlock,
  type ChainOutcome,
  type ChainProgress,
  type NutsSettings,
  type SavedChain,
} from "../engines/nuts/index.js";
import type { LogDensity } from "../target/index.js";
import {
  openChainSpace,
  type ChainCoordinates,
  type ChainSpace,
} from "./whitening/chain-coordinates.js";

/** One chain to run; structured-cloneable. Jobs of one fit share plan and coordinates. */
export interface ChainJob {
  readonly plan: Plan;
  readonly settings: NutsSettings;
  /** Counted from 0. */
  readonly chain: number;
  /** Coordinates to sample in; the model's own without them. */
  readonly coordinates?: ChainCoordinates | undefined;
  /** Where to go on from. */
  readonly saved?: SavedChain | undefined;
}

export interface RunOptions {
  readonly onProgress?: ((progress: ChainProgress) => void) | undefined;
  /** Given all draws of the chains in the order of each, before the outcomes. */
  readonly onBlock?: ((block: ChainBlock) => void) | undefined;
  /** Once aborted, chains stop where they are and keep what they have drawn. */
  readonly signal?: AbortSignal | undefined;
  /** Where it is known already: a runner may judge by it whether threads are worth their start. */
  readonly secondsPerGradient?: number | undefined;
  /** Seconds on a clock that only goes forward. */
  readonly now?: (() => number) | undefined;
}

/** Runs the jobs of one fit and returns the outcomes in their order. */
export type ChainRunner = (
  jobs: readonly ChainJob[],
  options: RunOptions,
) => Promise<readonly ChainOutcome[]>;

export type RunningChain = Generator<ChainProgress, ChainOutcome, boolean | undefined>;

/** What chains are run on; the model's own coordinates are no space. */
interface Ground {
  readonly target: LogDensity;
  readonly space?: ChainSpace;
}

function openGround({ plan, coordinates }: ChainJob): Ground {
  if (!coordinates) return { target: openEvaluator(plan).logDensity };
  const space = openChainSpace(plan, coordinates);
  return { target: space.target, space };
}

function openChain(
  { settings, chain, saved }: ChainJob,
  { space, target }: Ground,
  now: () => number,
  onBlock: RunOptions["onBlock"],
): RunningChain {
  if (!space) return nutsChain(target, settings, chain, now, { saved, onBlock });
  const { hyperparameters, dimension, openKeep } = space;
  const whitened: NutsSettings = {
    ...settings,
    adaptation: settings.adaptation ?? "whitened",
    starts: { hyperparameters },
    trajectory: settings.trajectory ?? "quarter_period",
  };
  const kept = { dimension, keep: openKeep({ seed: settings.seed, chain }) };
  return nutsChain(target, whitened, chain, now, { kept, saved, onBlock });
}

/**
 * Opens the chains of one fit in one thread. They share what evaluates the density: between two reports
 * of a chain, when another takes its turn, nothing of an evaluation is needed any more.
 */
export function openChains(
  jobs: readonly ChainJob[],
  now: () => number,
  onBlock?: (block: ChainBlock) => void,
): readonly RunningChain[] {
  const [first] = jobs;
  if (!first) return [];
  const ground = openGround(first);
  return jobs.map((job) => openChain(job, ground, now, onBlock));
}

/**
 * Runs several chains in turns, so that an interruption finds all of them equally far. Passing
 * `true` stops all; a chain that fails stops the others, since the fit fails with it.
 */
export function* interleave(
  chains: readonly RunningChain[],
): Generator<ChainProgress, readonly ChainOutcome[], boolean | undefined> {
  const outcomes = new Map<RunningChain, ChainOutcome>();
  let stop = false;
  while (outcomes.size < chains.length) {
    for (const chain of chains) {
      if (outcomes.has(chain)) continue;
      const step = chain.next(stop);
      if (step.done === true) {
        outcomes.set(chain, step.value);
        stop ||= step.value.kind === "failure";
      } else if ((yield step.value) === true) stop = true;
    }
  }
  return chains.map((chain) => outcomes.get(chain)!);
}

/** Seconds between two pauses in which the host may handle its events. */
const pauseEvery = 0.05;

/** Runs all chains in the calling thread, pausing now and then so that a signal can arrive. */
export const inProcessRunner: ChainRunner = async (jobs, options) => {
  const { onProgress, onBlock, signal, now = clock } = options;
  const chains = interleave(openChains(jobs, now, onBlock));
  let paused = now();
  let step = chains.next(signal?.aborted === true);
  while (step.done !== true) {
    onProgress?.(step.value);
    if (now() - paused > pauseEvery) {
      await new Promise((resume) => setTimeout(resume, 0));
      paused = now();
    }
    step = chains.next(signal?.aborted === true);
  }
  return step.value;
};

function clock(): number {
  return performance.now() / 1000;
}

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
import { openChainSpace, type ChainCoordinates } from "./whitening/chain-coordinates.js";

/** One chain to run; structured-cloneable. Jobs of one fit share the plan object. */
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

/** Runs every job and returns the outcomes in the order of the jobs. */
export type ChainRunner = (
  jobs: readonly ChainJob[],
  options: RunOptions,
) => Promise<readonly ChainOutcome[]>;

export type RunningChain = Generator<ChainProgress, ChainOutcome, boolean | undefined>;

/** Opens the chain of a job; its evaluator is its own, so chains can be interleaved. */
export function openChain(
  job: ChainJob,
  now: () => number,
  onBlock?: (block: ChainBlock) => void,
): RunningChain {
  const { plan, settings, chain, coordinates, saved } = job;
  if (!coordinates)
    return nutsChain(openEvaluator(plan).logDensity, settings, chain, now, { saved, onBlock });
  const space = openChainSpace(plan, coordinates, { seed: settings.seed, chain });
  const { target, hyperparameters, dimension, keep } = space;
  const whitened: NutsSettings = {
    ...settings,
    adaptation: settings.adaptation ?? "whitened",
    starts: { hyperparameters },
    trajectory: settings.trajectory ?? "quarter_period",
  };
  return nutsChain(target, whitened, chain, now, { kept: { dimension, keep }, saved, onBlock });
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
  const chains = interleave(jobs.map((job) => openChain(job, now, onBlock)));
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

/** Where chains run: the contract of a runner, and the one that needs no threads. */
import type { Plan } from "../graph/plan/plan.js";
import { openEvaluator } from "../kernels/index.js";
import {
  nutsChain,
  type ChainOutcome,
  type ChainProgress,
  type NutsSettings,
} from "../engines/nuts/index.js";
import {
  openChainSpace,
  type ChainCoordinates,
  type ChainSpace,
} from "./whitening/chain-coordinates.js";

/** One chain to run; structured-cloneable. Jobs of one fit share the plan object. */
export interface ChainJob {
  readonly plan: Plan;
  readonly settings: NutsSettings;
  /** Counted from 0. */
  readonly chain: number;
  /** Coordinates to sample in; the model's own without them. */
  readonly coordinates?: ChainCoordinates | undefined;
}

export interface RunOptions {
  readonly onProgress?: ((progress: ChainProgress) => void) | undefined;
  /** Once aborted, chains stop where they are and keep what they have drawn. */
  readonly signal?: AbortSignal | undefined;
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
export function openChain(job: ChainJob, now: () => number): RunningChain {
  const { plan, settings, chain, coordinates } = job;
  if (!coordinates) return nutsChain(openEvaluator(plan).logDensity, settings, chain, now);
  const space = openChainSpace(plan, coordinates, { seed: settings.seed, chain });
  return whitenedChain(space, job, now);
}

/** A chain in coordinates of a Laplace fit. */
function* whitenedChain(
  { target, dimension, hyperparameters, keep }: ChainSpace,
  { settings, chain }: ChainJob,
  now: () => number,
): RunningChain {
  const whitened: NutsSettings = {
    ...settings,
    adaptation: "gradients",
    starts: { hyperparameters },
    trajectory: settings.trajectory ?? "quarter_period",
  };
  const outcome = yield* nutsChain(target, whitened, chain, now);
  if (outcome.kind === "failure") return outcome;
  const positions = new Float64Array(outcome.draws * dimension);
  for (let draw = 0; draw < outcome.draws; draw++) {
    const at = outcome.positions.subarray(draw * target.dimension, (draw + 1) * target.dimension);
    keep(at, draw, positions.subarray(draw * dimension, (draw + 1) * dimension));
  }
  const { statistics } = outcome;
  const divergentPositions = statistics.divergentPositions.map((position, divergence) => {
    const kept = new Float64Array(dimension);
    keep(position, divergence, kept);
    return kept;
  });
  return { ...outcome, positions, statistics: { ...statistics, divergentPositions } };
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
export const inProcessRunner: ChainRunner = async (jobs, { onProgress, signal, now = clock }) => {
  const chains = interleave(jobs.map((job) => openChain(job, now)));
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

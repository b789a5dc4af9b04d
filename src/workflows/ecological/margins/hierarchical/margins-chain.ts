/** Chains of a hierarchical model of margins: one job each, for this thread or another. */
import {
  nutsChain,
  type ChainOutcome,
  type ChainProgress,
} from "../../../../engines/nuts/index.js";
import type { NutsSettings } from "../../../../engines/nuts/index.js";
import type { Margins } from "../margins.js";
import { openMarginsDensity } from "./margins-density.js";
import { marginsModels, type MarginsModelName } from "./models.js";

/** Structured-cloneable. */
export interface MarginsJob {
  readonly margins: Margins;
  readonly model: MarginsModelName;
  /** Hyperparameters near the posterior's, and their scale: `reference + scale v`. */
  readonly reference: Float64Array;
  readonly scale: Float64Array;
  readonly settings: NutsSettings;
  readonly chain: number;
}

/** Runs all jobs and returns their outcomes in order; draws do not depend on where they run. */
export type MarginsRunner = (
  jobs: readonly MarginsJob[],
  signal: AbortSignal | undefined,
) => Promise<readonly ChainOutcome[]>;

/** Keeps hyperparameters, then the rates of every unit. */
export function openMarginsChain(
  { margins, model, reference, scale, settings, chain }: MarginsJob,
  now: () => number,
): Generator<ChainProgress, ChainOutcome, boolean | undefined> {
  const { rows, votes } = marginsModels[model].open(margins);
  const coordinates = { reference, scale };
  const density = openMarginsDensity(rows, votes, margins, coordinates);
  const kept = {
    dimension: density.placed,
    keep: (position: Float64Array, _draw: number, into: Float64Array) =>
      density.place(position, into),
  };
  return nutsChain(density, settings, chain, now, { kept });
}

/** Seconds between two pauses in which the host may handle its events. */
const pauseEvery = 0.1;

const clock = (): number => performance.now() / 1000;

/** Runs one chain to its end in this thread, pausing now and then so that a signal can arrive. */
async function runHere(job: MarginsJob, signal: AbortSignal | undefined): Promise<ChainOutcome> {
  const running = openMarginsChain(job, clock);
  let paused = clock();
  let step = running.next();
  while (step.done !== true) {
    if (clock() - paused > pauseEvery) {
      await new Promise((resume) => setTimeout(resume, 0));
      paused = clock();
    }
    step = running.next(signal?.aborted === true);
  }
  return step.value;
}

/** One chain after the other in the calling thread. */
export const marginsChainsHere: MarginsRunner = async (jobs, signal) => {
  const outcomes: ChainOutcome[] = [];
  for (const job of jobs) outcomes.push(await runHere(job, signal));
  return outcomes;
};

/** What the caller of a training brings along, and what it is told. */
import type { EpochTrace, RaceNetwork } from "./trained-network.js";
import type { JobState, TrainingJob, TrainingOutcome } from "./training-job.js";

export interface TrainingProgress extends EpochTrace {
  /** The races of the network that is being trained. */
  readonly races: readonly string[];
  readonly epochs: number;
  readonly restarts: number;
  /** Until all networks are trained. */
  readonly secondsLeft: number;
}

export interface RunnerHooks {
  readonly onEpoch: (trace: EpochTrace) => void;
  readonly onState?: (state: JobState) => void;
  readonly signal?: AbortSignal;
}

/** Trains one network, with all its restarts; results do not depend on where it runs. */
export type NetworkRunner = (job: TrainingJob, hooks: RunnerHooks) => Promise<TrainingOutcome>;

/** All that is needed to go on after an epoch, as plain data. */
export interface TrainingState {
  readonly finished: readonly RaceNetwork[];
  /** Of the network after these. */
  readonly current: JobState;
}

export interface TrainingOptions {
  /** In-process where absent. */
  readonly runner?: NetworkRunner;
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly signal?: AbortSignal;
  /** Seconds on a clock that only goes forward. */
  readonly now?: () => number;
  /** Called after every epoch with all that is needed to go on from there. */
  readonly onState?: (state: TrainingState) => void;
  readonly resume?: TrainingState;
}

/** What a runner is given to train one network, and what it gives back: plain data that threads may be sent. */
import type { NetworkRows, Race } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";
import type { EpochTrace } from "./trained-network.js";
import type { TrainingSettings } from "./training-settings.js";

/** One network: its races share all layers. */
export interface TrainingJob {
  readonly rows: NetworkRows;
  readonly races: readonly Race[];
  readonly shape: NetworkShape;
  readonly settings: TrainingSettings;
  readonly heldOutUnits: Int32Array;
  readonly resume?: JobState;
}

/** A restart that has run to its end, or to where it was cancelled. */
export interface FinishedRestart {
  readonly restart: number;
  readonly position: Float32Array;
  readonly fit: EpochTrace;
}

/** All that is needed to go on after an epoch; random numbers are named by restart and epoch. */
export interface JobState {
  readonly restart: number;
  /** Epochs of this restart that are done. */
  readonly epoch: number;
  readonly position: Float32Array;
  readonly firstMoments: Float32Array;
  readonly secondMoments: Float32Array;
  readonly best?: FinishedRestart;
  readonly trace: readonly EpochTrace[];
}

export interface TrainingOutcome {
  readonly best: FinishedRestart;
  readonly trace: readonly EpochTrace[];
  readonly stopped: boolean;
}

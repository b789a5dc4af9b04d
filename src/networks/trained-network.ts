/** A network that was trained, as plain data. */
import type { RaceOutcomes } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";

export interface NetworkInputs {
  readonly categories: readonly { readonly name: string; readonly levels: readonly string[] }[];
  readonly numeric: readonly {
    readonly name: string;
    readonly mean: number;
    readonly sd: number;
  }[];
}

/** A normal posterior of a quantity by its mean and the logarithm of its sd. */
export interface NormalPosterior {
  readonly mean: number;
  readonly logSd: number;
}

/**
 * (inputs + 1) × outputs weights, row by row; the last row are the biases. The inputs of a first layer are the
 * levels of all categories, then the numeric columns where the layer reads them.
 */
export interface NetworkLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Of a Bayesian layer the means of w̃ with w = σ w̃, w̃ ~ N(0, 1) a priori. */
  readonly weights: Float32Array;
  /** Of a Bayesian layer: log sds of w̃, and the posterior of log σ. */
  readonly bayes?: { readonly logSds: Float32Array; readonly logScale: NormalPosterior };
}

export interface EpochTrace {
  readonly restart: number;
  readonly epoch: number;
  /** Minus the log likelihood of the training units per person, races added. */
  readonly loss: number;
  /** The same of the held-out units, and how well their shares are predicted; absent without such units. */
  readonly heldOut?: HeldOutFit;
}

export interface HeldOutFit {
  readonly loss: number;
  /** 1 - SSE / SST of the shares of outcomes over units and outcomes, the mean over races. */
  readonly rSquared: number;
}

/** The network of one race, or of all together. */
export interface RaceNetwork {
  readonly races: readonly RaceOutcomes[];
  readonly layers: readonly NetworkLayer[];
  /** Which restart it is; the last epoch of each is in the trace. */
  readonly restart: number;
  readonly trace: readonly EpochTrace[];
}

export interface TrainedNetwork {
  readonly shape: NetworkShape;
  readonly inputs: NetworkInputs;
  readonly networks: readonly RaceNetwork[];
  /** The units that no network was trained on, ascending. */
  readonly heldOutUnits: Int32Array;
  /** Whether training was cancelled: the best of what there was then. */
  readonly stopped: boolean;
}

/** What a trained network says of rows. */
import { checkColumns } from "./check-rows.js";
import { noiseKey } from "./normal-noise.js";
import type { PredictedRows } from "./open-network.js";
import {
  predictInProcess,
  type PredictionRunner,
  type RaceProbabilities,
} from "./prediction-job.js";
import type { TrainedNetwork } from "./trained-network.js";

/** In this thread where there is no runner. */
interface Predicting {
  readonly runner?: PredictionRunner;
}

export interface MeanRequest extends Predicting {
  readonly draws: number;
  readonly seed: number;
}

export interface DrawRequest extends Predicting {
  /** Counted from 0. */
  readonly draw: number;
  readonly seed: number;
}

/** Of Bayesian layers the mean over draws of the weights, of others their only value. */
export async function meanProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draws, seed, runner = predictInProcess }: MeanRequest,
): Promise<readonly RaceProbabilities[]> {
  checkColumns(rows, network.inputs);
  const count = network.shape.bayes ? draws : 1;
  const keys = Array.from({ length: count }, (_, draw) => noiseKey(seed, draw));
  return runner({ network, rows, keys });
}

/** Those of one draw of the weights; all rows and races of a network share it. */
export async function drawnProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draw, seed, runner = predictInProcess }: DrawRequest,
): Promise<readonly RaceProbabilities[]> {
  checkColumns(rows, network.inputs);
  return runner({ network, rows, keys: [noiseKey(seed, draw)] });
}

/** What a trained network says of rows. */
import type { NetworkRows, RaceOutcomes } from "./network-rows.js";
import type { TrainedNetwork } from "./trained-network.js";

/** A row's probabilities of the outcomes of a race. */
export interface RaceProbabilities extends RaceOutcomes {
  /** rows × outcomes, row by row. */
  readonly values: Float32Array;
}

/** Rows that probabilities are asked for; units and weights do not matter. */
export type PredictedRows = Pick<NetworkRows, "rows" | "categories" | "numeric">;

/** Of Bayesian layers the mean over draws of the weights, of others their only value. */
export async function meanProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Promise<readonly RaceProbabilities[]> {
  throw new Error("stub");
}

/** Those of one draw of the weights; all rows and races of a draw share its weights. */
export async function drawnProbabilities(
  network: TrainedNetwork,
  rows: PredictedRows,
  { draw, seed }: { readonly draw: number; readonly seed: number },
): Promise<readonly RaceProbabilities[]> {
  throw new Error("stub");
}

export interface Representation {
  /** The races of the network: all where they were trained jointly. */
  readonly races: readonly string[];
  readonly columns: readonly string[];
  /** rows × columns: the last hidden layer at posterior means; without one, indicators of levels and numbers. */
  readonly values: Float32Array;
}

export async function representations(
  network: TrainedNetwork,
  rows: PredictedRows,
): Promise<readonly Representation[]> {
  throw new Error("stub");
}

/** Trains networks on totals of units. */
import type { NetworkRows, Race } from "./network-rows.js";
import type { NetworkShape } from "./network-shape.js";
import type { TrainedNetwork } from "./trained-network.js";
import type { TrainingOptions } from "./training-run.js";
import type { TrainingSettings } from "./training-settings.js";

export async function trainNetwork(
  rows: NetworkRows,
  races: readonly Race[],
  shape: NetworkShape,
  settings: TrainingSettings,
  options: TrainingOptions = {},
): Promise<TrainedNetwork> {
  throw new Error("stub");
}

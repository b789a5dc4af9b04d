/** How far the training of a network is, as a line of text. */
import type { TrainingProgress } from "../networks/index.js";
import { formatDuration } from "./progress-lines.js";

/** `training of races: epoch 12 of 50, restart 1 of 3, loss 0.7213, held-out R² 0.94, about 40 s to go`. */
export function trainingLine(model: string, progress: TrainingProgress): string {
  const { races, epoch, epochs, restart, restarts, loss, heldOut, secondsLeft } = progress;
  return [
    `training of ${model}: ${races.join(", ")}: epoch ${epoch} of ${epochs}`,
    ...(restarts > 1 ? [`restart ${restart + 1} of ${restarts}`] : []),
    `loss ${loss.toFixed(4)}`,
    ...(heldOut ? [`held-out R² ${heldOut.rSquared.toFixed(3)}`] : []),
    `about ${formatDuration(secondsLeft)} to go`,
  ].join(", ");
}

/** The progress of a verb that fits a model many times, as a line of text. */
import type { FitsProgress } from "../session/index.js";
import { formatDuration } from "./progress-lines.js";

/** `calibration of m: 57 of 200 fits, 2 flagged, 0 failed, about 40 s to go`. */
export function fitsLine(progress: FitsProgress): string {
  const { task, model, done, total, flagged, failed, seconds } = progress;
  const left = (seconds / done) * (total - done);
  return `${task} of ${model}: ${done} of ${total} fits, ${flagged} flagged, ${failed} failed, about ${formatDuration(left)} to go`;
}

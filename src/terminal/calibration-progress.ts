/** The progress of a simulation-based calibration as a line of text. */
import type { CalibrationProgress } from "../session/index.js";
import { formatDuration } from "./progress-lines.js";

/** `calibration of m: 57 of 200 fits, 2 flagged, 0 failed, about 40 s to go`. */
export function calibrationLine(progress: CalibrationProgress): string {
  const { model, done, total, flagged, failed, seconds } = progress;
  const left = (seconds / done) * (total - done);
  return `calibration of ${model}: ${done} of ${total} fits, ${flagged} flagged, ${failed} failed, about ${formatDuration(left)} to go`;
}

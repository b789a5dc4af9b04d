/** Tells of the progress of a verb that fits a model many times. */
import type { VerbCall } from "./verb.js";

interface FitCounts {
  readonly done: number;
  readonly total: number;
  readonly flagged: number;
  readonly failed: number;
}

/** Opens the clock; what it gives is called after each fit. */
export function followFits(
  task: string,
  model: string,
  call: VerbCall,
): (counts: FitCounts) => void {
  const started = call.host.now();
  return ({ done, total, flagged, failed }) => {
    const seconds = call.host.now() - started;
    call.emit({
      kind: "fits-progress",
      progress: { task, model, done, total, flagged, failed, seconds },
    });
  };
}

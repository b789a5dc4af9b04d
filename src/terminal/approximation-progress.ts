/** The progress of a nested Laplace approximation as lines of text, now and then. */
import type { LaplaceProgress } from "../posterior/index.js";
import { formatDuration } from "./progress-lines.js";

const stagesInWords: Readonly<Record<LaplaceProgress["stage"], string>> = {
  mode: "looking for the mode of the hyperparameters",
  curvature: "measuring its curvature",
  integration: "integrating over the hyperparameters",
};

/** `approximation of m: integrating over the hyperparameters, 12 of 45 points, about 3.1 s to go`. */
export function approximationLine(
  model: string,
  { stage, done, total }: LaplaceProgress,
  elapsed: number,
): string {
  const left = done > 0 && total > 1 ? (elapsed / done) * (total - done) : undefined;
  return [
    `approximation of ${model}: ${stagesInWords[stage]}`,
    ...(total > 1 ? [`${done} of ${total} points`] : []),
    ...(left === undefined ? [] : [`about ${formatDuration(left)} to go`]),
  ].join(", ");
}

/** The line to show at this moment; undefined while the last one is fresh. */
export type ApproximationFollower = (progress: LaplaceProgress, now: number) => string | undefined;

/** Shorter approximations are over before a line could be read. */
const secondsBeforeFirst = 1;

/** `pause` is the seconds between two lines. */
export function followApproximation(
  model: string,
  started: number,
  pause: number,
): ApproximationFollower {
  let stage: LaplaceProgress["stage"] = "mode";
  let since = started;
  let lastShown = started + secondsBeforeFirst - pause;
  return (progress, now) => {
    if (progress.stage !== stage) since = now;
    stage = progress.stage;
    if (now - lastShown < pause) return undefined;
    lastShown = now;
    return approximationLine(model, progress, now - since);
  };
}

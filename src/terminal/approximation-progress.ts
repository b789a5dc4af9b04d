/** The progress of an approximation as lines of text, now and then. */
import type { LaplaceProgress, VariationalProgress } from "../posterior/index.js";
import { formatDuration } from "./progress-lines.js";

type Progress = LaplaceProgress | VariationalProgress;

interface StageWords {
  readonly doing: string;
  /** What is counted. */
  readonly units: string;
}

const stagesInWords: Readonly<Record<Progress["stage"], StageWords>> = {
  mode: { doing: "looking for the mode of the hyperparameters", units: "points" },
  curvature: { doing: "measuring its curvature", units: "points" },
  integration: { doing: "integrating over the hyperparameters", units: "points" },
  start: { doing: "following a path to the mode", units: "iterations at most" },
  fit: { doing: "fitting the normals", units: "iterations at most" },
  response: { doing: "measuring the response of the means", units: "draws" },
  check: { doing: "weighing draws by the exact density", units: "draws" },
};

/** Searches end before the iterations that they may use, so that no time to go follows from them. */
const isSearch = (stage: Progress["stage"]): boolean => stage === "start" || stage === "fit";

/** `approximation of m: integrating over the hyperparameters, 12 of 45 points, about 3.1 s to go`. */
export function approximationLine(
  model: string,
  { stage, done, total }: Progress,
  elapsed: number,
): string {
  const left =
    done > 0 && total > 1 && !isSearch(stage) ? (elapsed / done) * (total - done) : undefined;
  return [
    `approximation of ${model}: ${stagesInWords[stage].doing}`,
    ...(total > 1 ? [`${done} of ${total} ${stagesInWords[stage].units}`] : []),
    ...(left === undefined ? [] : [`about ${formatDuration(left)} to go`]),
  ].join(", ");
}

/** The line to show at this moment; undefined while the last one is fresh. */
export type ApproximationFollower = (progress: Progress, now: number) => string | undefined;

/** Shorter approximations are over before a line could be read. */
const secondsBeforeFirst = 1;

/** `pause` is the seconds between two lines. */
export function followApproximation(
  model: string,
  started: number,
  pause: number,
): ApproximationFollower {
  let stage: Progress["stage"] = "mode";
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

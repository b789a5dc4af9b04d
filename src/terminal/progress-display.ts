/** Shows the progress of a fit on standard error: live bars on a terminal, a line now and then elsewhere. */
import type { ChainProgress } from "../engines/nuts/nuts-settings.js";
import type { SessionEvent } from "../session/index.js";
import { followApproximation, type ApproximationFollower } from "./approximation-progress.js";
import { fitsLine } from "./fits-progress.js";
import { chainLine, estimateLine, totalLine } from "./progress-lines.js";
import { trainingLine } from "./training-progress.js";

export interface ProgressDisplay {
  handle(event: SessionEvent): void;
  /** Takes the bars off the screen, so that something else can be written. */
  clear(): void;
}

export interface DisplayOptions {
  write(text: string): void;
  /** Live bars; otherwise plain lines. */
  readonly live: boolean;
  /** Seconds on a clock that only goes forward. */
  now(): number;
}

/** The fit that is running. */
interface RunningFit {
  readonly model: string;
  readonly chainCount: number;
  readonly iterationsPerChain: number;
  readonly atMost: boolean;
  readonly started: number;
  readonly chains: Map<number, ChainProgress>;
  lastShown: number;
}

const secondsBetweenFrames = 0.1;
const secondsBetweenLines = 5;

function linesOf(running: RunningFit, options: DisplayOptions): readonly string[] {
  const chains = [...running.chains.values()].sort((left, right) => left.chain - right.chain);
  const total = totalLine({ ...running, chains, elapsed: options.now() - running.started });
  return options.live ? [...chains.map(chainLine), total] : [total];
}

type ManyEvents = Extract<SessionEvent, { kind: "fits-progress" | "training-progress" }>;

const isOfMany = (event: SessionEvent): event is ManyEvents =>
  event.kind === "fits-progress" || event.kind === "training-progress";

const lineOf = (event: ManyEvents): string =>
  event.kind === "fits-progress"
    ? fitsLine(event.progress)
    : trainingLine(event.model, event.progress);

export function openProgressDisplay(options: DisplayOptions): ProgressDisplay {
  let fit: RunningFit | undefined;
  let approximation: ApproximationFollower | undefined;
  let linesOnScreen = 0;
  let fitsShown = -Infinity;
  const clear = (): void => {
    // Up to the first bar, and everything from there to the end of the screen erased.
    if (linesOnScreen > 0) options.write(`\u001b[${linesOnScreen}A\u001b[J`);
    linesOnScreen = 0;
  };
  const pause = options.live ? secondsBetweenFrames : secondsBetweenLines;
  const drawLines = (lines: readonly string[]): void => {
    clear();
    options.write(lines.map((line) => `${line}\n`).join(""));
    linesOnScreen = options.live ? lines.length : 0;
  };
  const draw = (running: RunningFit): void => {
    drawLines(linesOf(running, options));
    running.lastShown = options.now();
  };
  const update = (running: RunningFit, progress: ChainProgress): void => {
    running.chains.set(progress.chain, progress);
    if (options.now() - running.lastShown >= pause) draw(running);
  };
  const showMany = (event: ManyEvents): void => {
    if (options.now() - fitsShown < pause) return;
    fitsShown = options.now();
    drawLines([lineOf(event)]);
  };
  return {
    clear,
    handle(event) {
      if (event.kind === "fit-started") {
        const { model, settings, microsecondsPerGradient } = event;
        options.write(`${estimateLine(model, microsecondsPerGradient)}\n`);
        const started = options.now();
        const iterationsPerChain = settings.draws + settings.tune;
        const chains = new Map<number, ChainProgress>();
        const { chains: chainCount } = settings;
        const atMost = settings.until !== undefined;
        const size = { chainCount, iterationsPerChain, atMost };
        fit = { model, ...size, started, chains, lastShown: started };
      } else if (event.kind === "fit-progress" && fit !== undefined) update(fit, event.progress);
      else if (event.kind === "approximation-started") {
        approximation = followApproximation(event.model, options.now(), pause);
      } else if (event.kind === "approximation-progress") {
        const line = approximation?.(event.progress, options.now());
        if (line !== undefined) drawLines([line]);
      } else if (isOfMany(event)) showMany(event);
      else if (event.kind === "fit-ended") {
        if (fit === undefined) clear();
        approximation = undefined;
        if (fit !== undefined && options.live) draw(fit);
        linesOnScreen = 0;
        fit = undefined;
      }
    },
  };
}

/** The progress of a fit as lines of text; pure, so that it can be tested. */
import type { ChainProgress } from "../engines/nuts/nuts-settings.js";

/** `8.2 s`, `3 min 10 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

const barWidth = 16;

function drawBar(share: number): string {
  const full = Math.round(share * barWidth);
  return "█".repeat(full) + "░".repeat(barWidth - full);
}

/** One chain within 80 columns: bar, phase, iterations, divergences, step size, gradients per draw. */
export function chainLine(progress: ChainProgress): string {
  const { chain, phase, iteration, total, divergences, stepSize, leapfrogsPerDraw } = progress;
  return [
    `chain ${chain + 1}`,
    drawBar(iteration / total),
    `${phase === "warmup" ? "tuning " : "drawing"} ${iteration}/${total}`,
    `${divergences} div`,
    `step ${stepSize.toPrecision(2)}`,
    `${leapfrogsPerDraw.toFixed(0)} grad/draw`,
  ].join("  ");
}

export interface FitState {
  readonly model: string;
  readonly chains: readonly ChainProgress[];
  readonly chainCount: number;
  readonly iterationsPerChain: number;
  /** The fit may end before: when it has enough draws. */
  readonly atMost?: boolean;
  readonly elapsed: number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** `fit of support: 43 % of 8,000 iterations, 2 divergences, about 12 s to go`. */
export function totalLine(state: FitState): string {
  const done = sum(state.chains.map(({ iteration }) => iteration));
  const all = state.chainCount * state.iterationsPerChain;
  const divergences = sum(state.chains.map((chain) => chain.divergences));
  const left = done === 0 ? undefined : (state.elapsed / done) * (all - done);
  const most = state.atMost === true ? "at most " : "";
  return [
    `fit of ${state.model}: ${Math.floor((100 * done) / all)} % of ${most}${all} iterations`,
    `${divergences} divergence${divergences === 1 ? "" : "s"}`,
    left === undefined ? "starting" : `${most}about ${formatDuration(left)} to go`,
  ].join(", ");
}

/** What one gradient costs, as a sense of scale before the first draw. */
export function estimateLine(model: string, microseconds: number): string {
  const transitions = formatDuration((microseconds * 1000 * 10) / 1e6);
  return `fit of ${model}: ${microseconds.toPrecision(3)} µs per gradient; 1000 transitions of 10 leapfrog steps would take ${transitions}`;
}

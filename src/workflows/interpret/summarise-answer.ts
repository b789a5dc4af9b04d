/** One answer's draws as an estimate and an interval. */
import { quantile } from "../../math/index.js";
import { highestDensityInterval } from "../../posterior/diagnostics/intervals.js";
import type { Asking } from "./question.js";

export interface AnswerSummary {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Sorts the draws in place. NaN throughout where a draw is not a finite number. */
export function summariseAnswer(
  draws: Float64Array,
  { estimate, interval, probability }: Asking,
): AnswerSummary {
  let sum = 0;
  for (const value of draws) sum += value;
  if (!Number.isFinite(sum)) return { estimate: NaN, lower: NaN, upper: NaN };
  draws.sort();
  const tail = (1 - probability) / 2;
  const [lower, upper] =
    interval === "hdi"
      ? highestDensityInterval(draws, probability)
      : [quantile(draws, tail), quantile(draws, 1 - tail)];
  const mean = sum / draws.length;
  return { estimate: estimate === "mean" ? mean : quantile(draws, 0.5), lower, upper };
}

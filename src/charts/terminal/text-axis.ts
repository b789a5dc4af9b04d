/** A horizontal axis of characters: where values stand on it, and its ticks below. */
import { deterministic } from "../../math/index.js";
import { shortNumber, ticksBetween } from "../parts/numbers.js";

/** Cells of a line of a terminal drawing. */
export const lineWidth = 80;

export interface TextAxis {
  readonly low: number;
  readonly high: number;
  /** Cells. */
  readonly width: number;
  readonly log?: boolean;
}

/** The cell of a value, from 0; values beyond the ends stand at the ends. */
export function columnOf({ low, high, width, log = false }: TextAxis, value: number): number {
  const scale = log ? deterministic.log : (x: number): number => x;
  const share = high > low ? (scale(value) - scale(low)) / (scale(high) - scale(low)) : 0.5;
  return Math.min(width - 1, Math.max(0, Math.round(share * (width - 1))));
}

const logTicks: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

function ticksOf({ low, high, width, log }: TextAxis): readonly number[] {
  return log === true
    ? logTicks.filter((tick) => tick >= low && tick <= high)
    : ticksBetween(low, high, Math.max(2, Math.floor(width / 12)));
}

/** The line with its ticks and the labels below them, moved in by so many cells. */
export function axisLines(axis: TextAxis, margin: number): readonly string[] {
  const line = new Array<string>(axis.width).fill("─");
  const labels = new Array<string>(axis.width + 12).fill(" ");
  let free = 0;
  for (const tick of ticksOf(axis)) {
    const at = columnOf(axis, tick);
    line[at] = "┴";
    const text = shortNumber(tick);
    const start = Math.max(0, at - Math.floor(text.length / 2));
    if (start < free) continue;
    for (const [i, character] of Array.from(text).entries()) labels[start + i] = character;
    free = start + text.length + 1;
  }
  const blank = " ".repeat(margin);
  return [`${blank}${line.join("")}`, `${blank}${labels.join("")}`.trimEnd()];
}

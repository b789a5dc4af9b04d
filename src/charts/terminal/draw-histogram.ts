/** Counts over bins as columns of blocks, with the axis below. */
import { axisLines, type TextAxis } from "./text-axis.js";

const blocks = " ▁▂▃▄▅▆▇█";
const eighths = 8;

/** `height` lines; each column has one bin, from left to right. */
export function drawColumns(heights: readonly number[], height: number): readonly string[] {
  const top = Math.max(...heights, 0) || 1;
  const filled = heights.map((value) => Math.round((value / top) * height * eighths));
  return Array.from({ length: height }, (_, line) => {
    const below = (height - 1 - line) * eighths;
    return filled
      .map((eighth) => blocks[Math.min(eighths, Math.max(0, eighth - below))] ?? " ")
      .join("")
      .trimEnd();
  });
}

export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** Equal bins over the range of the values. */
export function histogramOf(
  values: ArrayLike<number>,
  bins: number,
  [low, high]: readonly [number, number],
): Histogram {
  const counts = new Array<number>(bins).fill(0);
  const width = (high - low) / bins || 1;
  for (const value of Array.from(values)) {
    if (!(value >= low && value <= high)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { low, high, counts };
}

/** Each bin three cells wide, so that few bins make a picture. */
export function drawHistogram(
  { low, high, counts }: Histogram,
  height: number = 6,
): readonly string[] {
  const repeat = Math.max(1, Math.floor(60 / Math.max(1, counts.length)));
  const heights = counts.flatMap((count) => new Array<number>(repeat).fill(count));
  const axis: TextAxis = { low, high, width: heights.length };
  return [
    ...drawColumns(heights, height).map((line) => `  ${line}`.trimEnd()),
    ...axisLines(axis, 2),
  ];
}

const sparkWidth = 48;

/** Means of equal stretches of a sequence, as one line of blocks between its least and greatest. */
export function sparkline(values: ArrayLike<number>, width: number = sparkWidth): string {
  const all = Array.from(values);
  const cells = Math.min(width, all.length);
  const means = Array.from({ length: cells }, (_, cell) => {
    const part = all.slice(
      Math.floor((cell * all.length) / cells),
      Math.floor(((cell + 1) * all.length) / cells),
    );
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const low = Math.min(...means);
  const range = Math.max(...means) - low || 1;
  return means.map((mean) => blocks[1 + Math.round(((mean - low) / range) * 7)] ?? " ").join("");
}

/** Small drawings that stretch with the page: places across are percentages, so that text keeps its size on a phone. */

/** From values to percentages of the width. */
export type Across = (value: number) => string;

/** Hundredths of a percent. */
const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

export function acrossOf([low, high]: readonly [number, number]): Across {
  const span = high > low ? high - low : 1;
  return (value) => percent(Math.max(0, Math.min(1, (value - low) / span)));
}

/** With some room around, so that no mark is cut off. */
export function rangeOf(values: readonly number[], room = 0.03): readonly [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const margin = (high - low) * room || Math.max(1, Math.abs(high) * room);
  return [low - margin, high + margin];
}

const steps = [1, 2, 2.5, 5, 10];

/** A few round numbers within the range. */
export function ticksOf([low, high]: readonly [number, number], most: number): readonly number[] {
  const rough = (high - low) / most;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * (steps.find((each) => each * size >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/** `1.25M`, `40k`: short enough for a mark on an axis. */
export function tickText(value: number): string {
  const short = (scaled: number): string => String(Number(scaled.toPrecision(4)));
  if (Math.abs(value) >= 1e6) return `${short(value / 1e6)}M`;
  if (Math.abs(value) >= 1e4) return `${short(value / 1e3)}k`;
  return short(value);
}

/** Numbers inside charts: for people, to three digits; probabilities in per cent. */

export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return "-";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** `94 %`. */
export function percentText(probability: number): string {
  return `${Number((100 * probability).toPrecision(4))} %`;
}

/** Least and greatest of the numbers that are finite; 0 and 1 where there are none. */
export function extentOf(values: Iterable<number>): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** About `count` round numbers within the range: multiples of 1, 2 or 5 times a power of ten. */
export function ticksBetween(low: number, high: number, count: number): readonly number[] {
  const raw = (high - low) / Math.max(1, count);
  if (!(raw > 0)) return [low];
  const power = Number(`1e${Math.floor(Math.log10(raw))}`);
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10);
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) ticks.push(k * step);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}

/** Intervals of draws. */

/** The narrowest interval [x_(i), x_(i+k)], k = floor(probability · S): ArviZ's "nearest" HDI. */
export function highestDensityInterval(
  sorted: Float64Array,
  probability: number,
): readonly [number, number] {
  const span = Math.min(Math.floor(probability * sorted.length), sorted.length - 1);
  let best = 0;
  let width = Number.POSITIVE_INFINITY;
  for (let low = 0; low + span < sorted.length; low++) {
    const candidate = sorted[low + span]! - sorted[low]!;
    if (candidate < width) {
      width = candidate;
      best = low;
    }
  }
  return [sorted[best]!, sorted[best + span]!];
}

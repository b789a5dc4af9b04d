/** How far a count is from what was predicted of it, in the standard deviations that its interval implies. */
import { normalQuantile } from "../../../math/index.js";
import type { Interval } from "../night.js";

interface Predicted {
  readonly predicted: number;
  readonly intervals: readonly Interval[];
}

/** What has no width at all cannot say by how much a count missed it. */
const furthest = 10;

export function widest(intervals: readonly Interval[]): Interval | undefined {
  return intervals.reduce<Interval | undefined>(
    (best, interval) => (best === undefined || interval.level > best.level ? interval : best),
    undefined,
  );
}

/** By the half of the widest interval on the side on which the count lies: predictions of counts are skew. */
export function standardise(
  counted: number,
  { predicted, intervals }: Predicted,
): number | undefined {
  const interval = widest(intervals);
  if (interval === undefined) return undefined;
  const distance = counted - predicted;
  if (distance === 0) return 0;
  const half = distance > 0 ? interval.high - predicted : predicted - interval.low;
  const sd = half / normalQuantile((1 + interval.level) / 2);
  const residual = sd > 0 ? distance / sd : Math.sign(distance) * furthest;
  return Math.max(-furthest, Math.min(furthest, residual));
}

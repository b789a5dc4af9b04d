/** The last draws with their gradients, in a ring of fixed length so that a checkpoint can keep it. */

/** Plain data. */
export interface RecentDraws {
  /** Row-major; the row of draw k is k modulo their number. */
  readonly positions: Float64Array;
  readonly gradients: Float64Array;
  readonly capacity: number;
  /** Draws ever added. */
  added: number;
}

export function openRecentDraws(dimension: number, capacity: number): RecentDraws {
  return {
    positions: new Float64Array(capacity * dimension),
    gradients: new Float64Array(capacity * dimension),
    capacity,
    added: 0,
  };
}

export function addRecentDraw(
  recent: RecentDraws,
  position: Float64Array,
  gradient: Float64Array,
): void {
  const start = (recent.added % recent.capacity) * position.length;
  recent.positions.set(position, start);
  recent.gradients.set(gradient, start);
  recent.added++;
}

/** The last `count` rows of one of the two, or as many as there are, oldest first. */
export function lastRows(
  { capacity, added }: RecentDraws,
  of: Float64Array,
  count: number,
): readonly Float64Array[] {
  const dimension = of.length / capacity;
  const there = Math.min(count, added, capacity);
  return Array.from({ length: there }, (_, k) => {
    const row = (added - there + k) % capacity;
    return of.subarray(row * dimension, (row + 1) * dimension);
  });
}

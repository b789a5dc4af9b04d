/** Stan's schedule of warm-up: a fast phase, doubling windows that learn the metric, a fast phase. */

export interface WarmupSchedule {
  /** Iterations before this one (counted from 0) only adapt the step size. */
  readonly firstSlow: number;
  /** The metric is updated after these many iterations; none below 20 iterations of warm-up. */
  readonly updates: readonly number[];
}

const initialBuffer = 75;
const baseWindow = 25;
const finalBuffer = 50;

/** The schedule for `tune` iterations: buffers of 75 and 50, or 15 % and 10 % where these do not fit. */
export function warmupSchedule(tune: number): WarmupSchedule {
  if (tune < 20) return { firstSlow: tune, updates: [] };
  if (initialBuffer + baseWindow + finalBuffer > tune) {
    return { firstSlow: Math.floor(0.15 * tune), updates: [tune - Math.floor(0.1 * tune)] };
  }
  const lastSlow = tune - finalBuffer;
  const updates = [initialBuffer + baseWindow];
  for (let window = 2 * baseWindow, end = updates[0]!; end < lastSlow; window *= 2) {
    // A window whose successor would overrun takes all that is left.
    end = end + 3 * window > lastSlow ? lastSlow : end + window;
    updates.push(end);
  }
  return { firstSlow: initialBuffer, updates };
}

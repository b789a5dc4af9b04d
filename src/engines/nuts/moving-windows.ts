/**
 * nutpie's schedule of warm-up (Seyboldt, Carlson and Carpenter 2026): the metric follows a foreground of
 * draws while a background gathers the young ones, and now and then the background takes the foreground's place.
 */

/** Plain data. */
export interface MovingWindows {
  /** Draws that the background needs to take over. */
  window: number;
  /** Draws in it. */
  background: number;
}

/** For this share of the warm-up windows are short: the first draws are on their way to the posterior. */
const earlyShare = 0.3;
const earlyWindow = 10;
const firstWindow = 80;
const growth = 1.5;
/** For this share at the end the metric stands and only the step size is tuned. */
const settledShare = 0.15;

export function openMovingWindows(): MovingWindows {
  return { window: firstWindow, background: 0 };
}

/** While the chain is on its way, what draws say of directions is where it came from. */
export function isEarly(iteration: number, tune: number): boolean {
  return iteration < earlyShare * tune;
}

/** The first iteration in which the metric stands. */
export function settlesAt(tune: number): number {
  return tune - Math.round(settledShare * tune);
}

/**
 * Counts a draw that has entered both windows at `iteration` (from 0); true when the background takes over now,
 * which in the main phase needs time for one more full window.
 */
export function countDraw(windows: MovingWindows, iteration: number, tune: number): boolean {
  windows.background++;
  const early = isEarly(iteration, tune);
  const needed = early ? earlyWindow : windows.window;
  if (windows.background < needed) return false;
  if (!early) {
    const next = Math.max(growth * windows.window, windows.background);
    if (iteration + next >= settlesAt(tune)) return false;
    windows.window = next;
  }
  windows.background = 0;
  return true;
}

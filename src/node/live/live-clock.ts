/** The clock of the machine, for a night that happens now. */
import type { LiveClock } from "./feed-source.js";

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}

export const machineClock: LiveClock = { now: () => Date.now(), wait };

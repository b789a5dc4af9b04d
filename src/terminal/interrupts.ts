/** Ctrl-C: once stops the fit that is running and keeps its draws, twice ends the process. */
import { exitCodes } from "./exit-codes.js";

export interface Interrupts {
  /** A signal for a fit about to start. */
  readonly openSignal: () => AbortSignal;
  readonly fitEnded: () => void;
}

/** Ends the process at the second Ctrl-C. */
export function listenForInterrupts(tell: (message: string) => void): Interrupts {
  const interrupts = openInterrupts();
  process.on("SIGINT", () => {
    if (!interrupts.stop()) process.exit(exitCodes.interrupted);
    tell("stopping the fit and keeping what was drawn; Ctrl-C again ends mlm");
  });
  return interrupts;
}

/** Keeps the signal of the fit that runs. */
export function openInterrupts(): Interrupts & {
  /** Stops the fit that runs; false when there is none or it was told before. */
  stop(): boolean;
} {
  let running: AbortController | undefined;
  return {
    stop() {
      if (running === undefined || running.signal.aborted) return false;
      running.abort();
      return true;
    },
    openSignal() {
      running = new AbortController();
      return running.signal;
    },
    fitEnded() {
      running = undefined;
    },
  };
}

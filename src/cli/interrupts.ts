/** Ctrl-C: once stops the fit that is running and keeps its draws, twice ends the process. */
import { exitCodes } from "./exit-codes.js";

export interface Interrupts {
  /** A signal for a fit about to start. */
  readonly openSignal: () => AbortSignal;
  readonly fitEnded: () => void;
}

export function listenForInterrupts(tell: (message: string) => void): Interrupts {
  let running: AbortController | undefined;
  process.on("SIGINT", () => {
    if (running === undefined || running.signal.aborted) process.exit(exitCodes.interrupted);
    tell("stopping the fit and keeping what was drawn; Ctrl-C again ends mlm");
    running.abort();
  });
  return {
    openSignal() {
      running = new AbortController();
      return running.signal;
    },
    fitEnded() {
      running = undefined;
    },
  };
}

/** The one door to Chevrotain: its single-file build loads in 10 ms, its module tree in half a second. */
import type * as ChevrotainModule from "chevrotain";

export type Chevrotain = typeof ChevrotainModule;

/** Bundlers and browsers resolve the bare name instead, and make one file of it themselves. */
async function loadChevrotain(): Promise<Chevrotain> {
  try {
    const entry = import.meta.resolve("chevrotain");
    return (await import(new URL("../chevrotain.min.mjs", entry).href)) as Chevrotain;
  } catch {
    return import("chevrotain");
  }
}

export const chevrotain: Chevrotain = await loadChevrotain();

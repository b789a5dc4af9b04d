/** Diagnostic codes that the engine stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const engineCodes = {
  "divergences": {
    severity: "warning",
    summary: "Some trajectories diverged: the draws may miss part of the posterior.",
  },
} as const satisfies Record<string, CodeEntry>;

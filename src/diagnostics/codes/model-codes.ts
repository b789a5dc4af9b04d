/** Diagnostic codes that the model stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const modelCodes = {
  "unknown-family": {
    severity: "error",
    summary: "A family name that does not exist.",
  },
  "prior-target-absent": {
    severity: "error",
    summary: "A prior for something that is not in the model.",
  },
} as const satisfies Record<string, CodeEntry>;

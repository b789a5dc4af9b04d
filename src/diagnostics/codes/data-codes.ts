/** Diagnostic codes that the data stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const dataCodes = {
  "unknown-column": {
    severity: "error",
    summary: "A name that is not a column of the data.",
  },
  "file-not-readable": {
    severity: "error",
    summary: "A data file is absent, empty or not what its name says.",
  },
} as const satisfies Record<string, CodeEntry>;

/** Diagnostic codes that the design stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const designCodes = {
  "bad-term": {
    severity: "error",
    summary: "A formula term that has no meaning.",
  },
} as const satisfies Record<string, CodeEntry>;

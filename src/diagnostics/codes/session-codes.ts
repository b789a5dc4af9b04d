/** Diagnostic codes that the session stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const sessionCodes = {
  "unknown-verb": {
    severity: "error",
    summary: "A call to something that is not a verb.",
  },
  "unknown-name": {
    severity: "error",
    summary: "A name that nothing declared before.",
  },
  "bad-argument": {
    severity: "error",
    summary: "An argument of a verb that it does not take or cannot use.",
  },
} as const satisfies Record<string, CodeEntry>;

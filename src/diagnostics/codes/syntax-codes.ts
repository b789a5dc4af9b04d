/** Diagnostic codes that the syntax stage may report. */
import type { CodeEntry } from "./code-entry.js";

export const syntaxCodes = {
  "syntax-error": {
    severity: "error",
    summary: "The text is not a statement of the language.",
  },
  "unterminated-string": {
    severity: "error",
    summary: "A quoted text has no closing quote.",
  },
  "unknown-character": {
    severity: "error",
    summary: "A character that no token begins with.",
  },
  "not-in-this-version": {
    severity: "error",
    summary: "A construct of the language that this version does not have yet.",
  },
} as const satisfies Record<string, CodeEntry>;

/** How much a diagnostic matters: errors stop a program, warnings and notes do not. */
export type Severity = "error" | "warning" | "note";

/** The shape of one row of the table of diagnostic codes. */
import type { Severity } from "../severity.js";

export interface CodeEntry {
  readonly severity: Severity;
  /** One sentence for the generated diagnostics page. */
  readonly summary: string;
}

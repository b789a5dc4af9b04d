/** The shape of one row of the table of diagnostic codes. */
import type { Severity } from "../diagnostic.js";

export interface CodeEntry {
  readonly severity: Severity;
  /** One sentence for the generated diagnostics page. */
  readonly summary: string;
}

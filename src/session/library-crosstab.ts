/** `crosstab` of the library, with the words of the verb. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Posterior } from "../posterior/index.js";
import type { ResultTable } from "../posterior/result-table.js";
import { crosstab as crosstabFit } from "../workflows/ecological/individuals/index.js";
import { requireValue } from "./library.js";

export interface CrosstabOptions {
  /** Columns of the people whose crossing makes the groups; everybody when absent. */
  readonly by?: string | readonly string[];
  /** Probability inside the interval; 0.95 by default. */
  readonly interval?: number;
}

/** Groups of people by outcome, from a fit of a model compiled with `aggregate`. */
export function crosstab(posterior: Posterior, options: CrosstabOptions = {}): ResultTable {
  const sink = collectDiagnostics();
  const { by = [], interval = 0.95 } = options;
  const span = { file: "crosstab", start: 0, end: 0 };
  const names = (typeof by === "string" ? [by] : by).map(
    (text) => ({ kind: "name", text, quoted: true, span }) as const,
  );
  return requireValue(crosstabFit(posterior, { by: names, interval, span }, sink), sink);
}

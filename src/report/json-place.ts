/** Where a diagnostic points, as file, line and column that count from one. */
import type { Diagnostic } from "../diagnostics/index.js";

/** The text of every file that a span may point into, by name. */
export type Sources = ReadonlyMap<string, string>;

export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export function findPlace(diagnostic: Diagnostic, sources: Sources): Place {
  const { span, location } = diagnostic;
  if (span === undefined) return location === undefined ? {} : { ...location };
  const text = sources.get(span.file);
  if (text === undefined) return { file: span.file };
  const before = text.slice(0, span.start).split("\n");
  return { file: span.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

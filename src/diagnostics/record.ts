/** A diagnostic as plain data for other programs: offsets become lines and columns. */
import type { Diagnostic, Span } from "./diagnostic.js";
import type { DiagnosticCode } from "./codes/index.js";
import type { Severity } from "./severity.js";
import { positionAt } from "./source-lines.js";

/** Lines and columns count from one; the end is the place after the last character. */
export interface RecordedSpan {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly end_line?: number;
  readonly end_column?: number;
}

export interface DiagnosticRecord extends Partial<RecordedSpan> {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly help?: string;
  /** The place in a data file. */
  readonly data?: { readonly file: string; readonly line: number; readonly column?: number };
  readonly labels?: readonly (RecordedSpan & { readonly message: string })[];
  readonly fix?: RecordedSpan & { readonly replacement: string };
}

function recordSpan(
  { file, start, end }: Span,
  sources: ReadonlyMap<string, string>,
): RecordedSpan {
  const text = sources.get(file);
  if (text === undefined) return { file };
  const { line, column } = positionAt(text, start);
  const last = positionAt(text, end);
  return { file, line, column, end_line: last.line, end_column: last.column };
}

/** `sources` maps file names to the texts that spans point into. */
export function recordDiagnostic(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
): DiagnosticRecord {
  const { code, severity, message, span, location, labels, expected, found, help, fix } =
    diagnostic;
  return {
    code,
    severity,
    message,
    ...(span && recordSpan(span, sources)),
    ...(location && { data: location }),
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    ...(help !== undefined && { help }),
    ...(labels && {
      labels: labels.map((label) => ({
        ...recordSpan(label.span, sources),
        message: label.message,
      })),
    }),
    ...(fix && { fix: { ...recordSpan(fix.span, sources), replacement: fix.replacement } }),
  };
}

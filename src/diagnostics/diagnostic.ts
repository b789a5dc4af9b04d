/** The value that every user mistake, warning and notice becomes. */
import type { DiagnosticCode } from "./codes/index.js";
import type { Severity } from "./severity.js";

/** A half-open range of UTF-16 offsets in a text that the renderer can look up by file name. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place in a data file; lines and columns count from one. */
export interface DataLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** A second place worth pointing at, with a few words. */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

/** A replacement that would remove the mistake. */
export interface Fix {
  readonly span: Span;
  readonly replacement: string;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence in statistical words, no trailing full stop. */
  readonly message: string;
  readonly span?: Span;
  readonly location?: DataLocation;
  readonly labels?: readonly Label[];
  readonly expected?: string;
  readonly found?: string;
  /** What to do about it, often the nearest valid name. */
  readonly help?: string;
  readonly fix?: Fix;
}

/** Where stages report; a stage that cannot go on returns undefined after reporting. */
export interface DiagnosticSink {
  report(diagnostic: Diagnostic): void;
}

/** A sink that keeps everything, in order of report. */
export interface DiagnosticCollector extends DiagnosticSink {
  readonly diagnostics: readonly Diagnostic[];
  hasErrors(): boolean;
}

export function collectDiagnostics(): DiagnosticCollector {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report: (diagnostic) => void diagnostics.push(diagnostic),
    hasErrors: () => diagnostics.some(({ severity }) => severity === "error"),
  };
}

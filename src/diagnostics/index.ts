/** The diagnostics room: what a mistake is, its code, its rendering, and nearest names. */
export type {
  DataLocation,
  Diagnostic,
  DiagnosticCollector,
  DiagnosticSink,
  Fix,
  Label,
  Span,
} from "./diagnostic.js";
export type { Severity } from "./severity.js";
export { collectDiagnostics } from "./diagnostic.js";
export type { DiagnosticCode } from "./codes/index.js";
export { diagnosticCodes } from "./codes/index.js";
export { nearestName } from "./nearest-name.js";
export { renderDiagnostics } from "./render.js";
export type { RenderOptions } from "./render.js";
export { recordDiagnostic } from "./record.js";
export type { DiagnosticRecord } from "./record.js";
export type { TextPosition } from "./source-lines.js";

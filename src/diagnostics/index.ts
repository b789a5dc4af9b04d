/** The diagnostics room: what a mistake is, its code, and nearest names. */
export type {
  DataLocation,
  Diagnostic,
  DiagnosticCollector,
  DiagnosticSink,
  Fix,
  Label,
  Severity,
  Span,
} from "./diagnostic.js";
export { collectDiagnostics } from "./diagnostic.js";
export type { DiagnosticCode } from "./codes/index.js";
export { diagnosticCodes } from "./codes/index.js";
export { nearestName } from "./nearest-name.js";

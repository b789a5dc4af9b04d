/** What an engine said of a fit, without places in the program that made it. */
import { diagnosticCodes, type Diagnostic, type DiagnosticCode } from "../../diagnostics/index.js";
import { fieldsOf, type StoredFields } from "./fields.js";

export function writeDiagnostic({
  code,
  severity,
  message,
  expected,
  found,
  help,
}: Diagnostic): StoredFields {
  return {
    code,
    severity,
    message,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    ...(help !== undefined && { help }),
  };
}

const codes = Object.keys(diagnosticCodes) as readonly DiagnosticCode[];

export function readDiagnostic(value: unknown, path: string): Diagnostic {
  const fields = fieldsOf(value, path);
  const optional = (key: "expected" | "found" | "help") =>
    fields.has(key) ? { [key]: fields.text(key) } : {};
  return {
    code: fields.word("code", codes),
    severity: fields.word("severity", ["error", "warning", "note"]),
    message: fields.text("message"),
    ...optional("expected"),
    ...optional("found"),
    ...optional("help"),
  };
}

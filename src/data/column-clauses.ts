/** Whether the column clauses of a declaration name columns that the source has. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { ColumnClause } from "../language/ast.js";
import { listNames } from "./wording.js";

export function checkClauses(
  header: readonly string[],
  clauses: readonly ColumnClause[],
  sink: DiagnosticSink,
): boolean {
  const unknown = clauses.filter(({ column }) => !header.includes(column.text));
  for (const { column } of unknown) {
    const nearest = nearestName(column.text, header);
    sink.report({
      code: "unknown-column",
      severity: "error",
      message: `the file has no column \`${column.text}\``,
      span: column.span,
      expected: `one of ${listNames(header, 12)}`,
      ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    });
  }
  return unknown.length === 0;
}

/** Columns and expressions that the library takes as text. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import { parseExpressionText } from "../language/index.js";

/** The file name of expressions over columns in diagnostics. */
export const expressionFile = "expression";

export const named = (text: string): { readonly text: string } => ({ text });

export function parseExpression(text: string, sink: DiagnosticSink): Expression | undefined {
  return parseExpressionText({ file: expressionFile, text }, sink);
}

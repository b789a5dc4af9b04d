/** Finds columns by the names that a program gives, and the names that an expression mentions. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Expression, Name } from "../language/ast.js";
import { findColumn } from "./data-frame.js";
import type { Column, DataFrame } from "./data-frame.js";
import { listNames } from "./wording.js";

export function reportUnknownColumn(
  frame: DataFrame,
  name: string,
  span: Span | undefined,
  sink: DiagnosticSink,
  help?: string,
): undefined {
  const names = frame.columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  const advice = nearest === undefined ? help : `did you mean \`${nearest}\`?`;
  sink.report({
    code: "unknown-column",
    severity: "error",
    message: `\`${frame.name}\` has no column \`${name}\``,
    expected: names.length === 0 ? "a table with columns" : `one of ${listNames(names, 12)}`,
    ...(span !== undefined && { span }),
    ...(advice !== undefined && { help: advice }),
  });
  return undefined;
}

/** The columns of those names, or undefined after reporting the ones that are absent. */
export function requireColumns(
  frame: DataFrame,
  names: readonly Name[],
  sink: DiagnosticSink,
): readonly Column[] | undefined {
  const columns = names.map(
    ({ text, span }) => findColumn(frame, text) ?? reportUnknownColumn(frame, text, span, sink),
  );
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** Expressions directly inside an expression; the callee and argument names of a call are not values. */
function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "name":
    case "number":
    case "text":
    case "constant":
      return [];
    case "list":
      return expression.items;
    case "record":
      return expression.entries.map(({ value }) => value);
    case "braced":
    case "parenthesised":
      return [expression.inner];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.arguments.map(({ value }) => value);
    case "index":
      return [expression.object];
  }
}

/** Names that an expression mentions as values, in order of first mention. */
export function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === "name") return [expression.text];
  return [...new Set(childrenOf(expression).flatMap(namesIn))];
}

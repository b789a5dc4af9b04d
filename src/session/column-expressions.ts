/** Prepares the column expressions of a call: session names become literals, columns stay. */
import { findColumn, reportUnknownColumn } from "../data/index.js";
import type { ColumnDefinition, DataFrame } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import type { Definition } from "./parameter-kinds.js";
import type { VerbCall } from "./verb.js";

export function columnSet(frame: DataFrame): ReadonlySet<string> {
  return new Set(frame.columns.map(({ name }) => name));
}

/** Definitions in order; each may use the columns and every definition before it. */
export function definitionsOf(
  definitions: readonly Definition[],
  columns: ReadonlySet<string>,
  call: VerbCall,
): ColumnDefinition[] {
  const known = new Set(columns);
  return definitions.map(({ name, expression }) => {
    const filled = call.fillIn(expression, known);
    known.add(name.text);
    return { name: name.text, expression: filled };
  });
}

/** Reports a name that is no column of the data, with the nearest one. */
export function requireColumn(frame: DataFrame, name: Name, sink: DiagnosticSink): void {
  if (findColumn(frame, name.text) === undefined)
    reportUnknownColumn(frame, name.text, name.span, sink);
}

/** Small tables and parsed expressions for the tests of the data room. */
import { findColumn, frameFromColumns } from "../../../src/data/index.js";
import type { ColumnDefinition, DataCell, DataFrame } from "../../../src/data/index.js";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import type { DiagnosticCollector } from "../../../src/diagnostics/index.js";
import { parseExpressionText } from "../../../src/language/index.js";
import type { Expression, Name } from "../../../src/language/ast.js";

export function table(record: Record<string, readonly DataCell[]>, name = "t"): DataFrame {
  const sink = collectDiagnostics();
  const frame = frameFromColumns(name, record, sink);
  if (frame === undefined) throw new Error(JSON.stringify(sink.diagnostics));
  return frame;
}

export function expression(text: string): Expression {
  const sink = collectDiagnostics();
  const parsed = parseExpressionText({ file: "test.mlm", text }, sink);
  if (parsed === undefined || sink.hasErrors()) throw new Error(JSON.stringify(sink.diagnostics));
  return parsed;
}

export function names(...texts: string[]): Name[] {
  return texts.map((text) => ({
    kind: "name",
    text,
    quoted: false,
    span: { file: "test.mlm", start: 0, end: text.length },
  }));
}

export function definitions(record: Record<string, string>): ColumnDefinition[] {
  return Object.entries(record).map(([name, text]) => ({ name, expression: expression(text) }));
}

/** Cells of a column: numbers, or labels with undefined for missing. */
export function cells(frame: DataFrame | undefined, name: string): unknown[] {
  const column = frame && findColumn(frame, name);
  if (column === undefined) throw new Error(`no column ${name}`);
  if (column.kind === "numeric") return Array.from(column.values);
  if (column.kind === "factor") return Array.from(column.codes, (code) => column.levels[code]);
  return [...column.values];
}

export function codes({ diagnostics }: DiagnosticCollector): string[] {
  return diagnostics.map(({ code }) => code);
}

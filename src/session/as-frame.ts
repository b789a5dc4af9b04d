/** Data from any value that has rows, so that a verb's table can be joined or grouped again. */
import { frameFromColumns } from "../data/index.js";
import type { DataCell, DataFrame } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Value } from "../report/index.js";

/** Undefined for a value without rows, and after a report for a table that cannot be data. */
export function asFrame(value: Value, name: string, sink: DiagnosticSink): DataFrame | undefined {
  if (value.kind === "data") return { ...value, name };
  if (value.kind === "estimates") return asFrame(value.table, name, sink);
  if (value.kind !== "table") return undefined;
  const columns: Record<string, readonly DataCell[]> = {};
  for (const [position, column] of value.columns.entries())
    columns[column.name] = value.rows.map((row) => row[position]);
  return frameFromColumns(name, columns, sink);
}

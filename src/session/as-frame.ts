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
  const cells = (position: number): readonly DataCell[] => value.rows.map((row) => row[position]);
  const columns = value.columns.map((column, position) => [column.name, cells(position)] as const);
  return frameFromColumns(name, Object.fromEntries(columns), sink);
}

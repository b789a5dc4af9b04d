/** Tables from values that a program already holds: arrays of a library call, rows of objects. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Column, DataFrame } from "./data-frame.js";
import { factorFromLabels } from "./levels.js";
import { largestMagnitude, numberLabel } from "./number-text.js";

/** A cell of the library's data; null, undefined and NaN are missing. */
export type DataCell = string | number | boolean | null | undefined;

function isMissing(cell: DataCell): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell);
}

/** Numbers and booleans make a numeric column; any text makes it a factor. */
export function columnFromCells(name: string, cells: readonly DataCell[]): Column {
  if (cells.some((cell) => typeof cell === "string")) {
    const labels = cells.map((cell) => (isMissing(cell) ? undefined : String(cell)));
    return factorFromLabels(name, labels);
  }
  const values = Float64Array.from(cells, (cell) => (isMissing(cell) ? NaN : Number(cell)));
  return { kind: "numeric", name, values };
}

function checkColumn(
  column: Column,
  rowCount: number,
  length: number,
  sink: DiagnosticSink,
): boolean {
  if (length !== rowCount) {
    sink.report({
      code: "ragged-row",
      severity: "error",
      message: `column \`${column.name}\` is not as long as the first column`,
      expected: `${rowCount} values`,
      found: `${length} values`,
    });
    return false;
  }
  if (column.kind !== "numeric") return true;
  const row = column.values.findIndex((value) => Math.abs(value) > largestMagnitude);
  if (row < 0) return true;
  sink.report({
    code: "number-out-of-range",
    severity: "error",
    message: `column \`${column.name}\` is too large to compute with in row ${row + 1}`,
    found: numberLabel(column.values[row]!),
  });
  return false;
}

/** A table from an object of arrays of equal length; undefined after reporting what cannot be used. */
export function frameFromColumns(
  name: string,
  record: Readonly<Record<string, ArrayLike<DataCell>>>,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const entries = Object.entries(record);
  const rowCount = entries[0]?.[1].length ?? 0;
  if (rowCount === 0) {
    const message = `\`${name}\` has no rows`;
    sink.report({ code: "no-rows", severity: "error", message });
    return undefined;
  }
  const columns = entries.map(([columnName, cells]) =>
    columnFromCells(columnName, Array.from(cells)),
  );
  const checks = columns.map((column, position) =>
    checkColumn(column, rowCount, entries[position]![1].length, sink),
  );
  return checks.every(Boolean) ? { kind: "data", name, rowCount, columns } : undefined;
}

/** A table from an array of objects; columns are the keys of all rows, in order of first appearance. */
export function frameFromRows(
  name: string,
  rows: readonly Readonly<Record<string, DataCell>>[],
  sink: DiagnosticSink,
): DataFrame | undefined {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cellsOf = (column: string): DataCell[] =>
    rows.map((row) => (Object.hasOwn(row, column) ? row[column] : undefined));
  return frameFromColumns(name, Object.fromEntries(names.map((key) => [key, cellsOf(key)])), sink);
}

/** Columns of a table by name, as a chart reads them. */
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";

export interface ChartColumn {
  readonly name: string;
  readonly format: TableColumn["format"];
  readonly cells: readonly Cell[];
}

/** A hint that names a column which the table does not have is a defect of the verb that made it. */
export function columnOf(table: ResultTable, name: string): ChartColumn {
  const position = table.columns.findIndex((column) => column.name === name);
  const column = table.columns[position];
  if (column === undefined) throw new Error(`the table has no column ${name} to draw`);
  return { ...column, cells: table.rows.map((row) => row[position] ?? null) };
}

export const isText = ({ format }: ChartColumn): boolean => format === "text";

export function numberAt(column: ChartColumn | undefined, row: number): number {
  const cell = column?.cells[row];
  return typeof cell === "number" ? cell : NaN;
}

export function textAt(column: ChartColumn, row: number): string {
  const cell = column.cells[row] ?? null;
  return cell === null ? "missing" : String(cell);
}

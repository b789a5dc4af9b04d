/** Tables and data frames as comma-separated text that no spreadsheet runs as a formula. */
import type { Column, DataFrame } from "../data/index.js";
import type { Cell, ResultTable } from "../posterior/result-table.js";

// A spreadsheet runs a cell that begins so as a formula; a leading apostrophe makes it text.
const formulaStart = /^[=+\-@\t\r]/u;
const needsQuotes = /[",\r\n]|^\s|\s$/u;

function formatTextField(text: string): string {
  const isNumber = text.trim() !== "" && Number.isFinite(Number(text));
  const inert = formulaStart.test(text) && !isNumber ? `'${text}` : text;
  return needsQuotes.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function formatField(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return formatTextField(cell);
  return Number.isNaN(cell) ? "" : String(cell);
}

const formatRow = (cells: readonly Cell[]): string => `${cells.map(formatField).join(",")}\n`;

/** Full precision, a heading line, missing values empty; title and notes are left out. */
export function tableToCsv(table: ResultTable): string {
  return [table.columns.map(({ name }) => name), ...table.rows].map(formatRow).join("");
}

/** The value of one cell of a data frame: null where it is missing. */
export function cellOf(column: Column, row: number): Cell {
  switch (column.kind) {
    case "numeric": {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    }
    case "factor":
      return column.levels[column.codes[row] ?? -1] ?? null;
    case "text":
      return column.values[row] ?? null;
  }
}

export function frameToCsv(frame: DataFrame): string {
  const rows = Array.from({ length: frame.rowCount }, (_, row) =>
    formatRow(frame.columns.map((column) => cellOf(column, row))),
  );
  return formatRow(frame.columns.map(({ name }) => name)) + rows.join("");
}

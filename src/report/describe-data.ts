/** Data frames as text: the line that says what was read, and the first rows. */
import { countOf, describeFrame as dataInWords } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import type { ResultTable } from "../posterior/result-table.js";
import { cleanText } from "./clean-text.js";
import { cellOf } from "./csv.js";
import { indentRest, renderTable, wrap } from "./text-table.js";
import type { TextOptions } from "./text-table.js";

/** A wide table is described by its first columns. */
const columnsDescribed = 12;

/** `cells: 12,000 rows; state factor(50), n number, ...`, wrapped. */
export function describeFrame(frame: DataFrame, name: string, width: number): string {
  const hidden = frame.columns.length - columnsDescribed;
  const shown = { ...frame, columns: frame.columns.slice(0, columnsDescribed) };
  const rest = hidden > 0 ? ` and ${countOf(hidden, "more column")}` : "";
  return indentRest(wrap(cleanText(`${name}: ${dataInWords(shown)}${rest}`), width - 2));
}

/** The first rows of a frame as a table; a note says how many are not shown. */
export function frameToTable(frame: DataFrame, rows: number): ResultTable {
  const shown = Math.min(rows, frame.rowCount);
  const hidden = frame.rowCount - shown;
  return {
    kind: "table",
    columns: frame.columns.map(({ name, kind }) => ({
      name,
      format: kind === "numeric" ? "number" : "text",
    })),
    rows: Array.from({ length: shown }, (_, row) =>
      frame.columns.map((column) => cellOf(column, row)),
    ),
    notes: hidden === 0 ? [] : [countOf(hidden, "more row")],
  };
}

export function renderFrame(frame: DataFrame, options: TextOptions, rows: number): string {
  const heading = describeFrame(frame, frame.name, options.width);
  return `${heading}\n${renderTable(frameToTable(frame, rows), options)}`;
}

/** A result table as an HTML table that scrolls sideways where the page is narrow. */
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import { columnDecimals, formatAt, formatCount } from "../numbers.js";
import { escapeText } from "../html-text.js";

/** More rows than a page bears; the rest is in the JSON document and in saved files. */
const mostRows = 500;

function cellText(cell: Cell, { format }: TableColumn, decimals: number): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return escapeText(cell);
  if (format === "integer") return formatCount(cell);
  if (format === "percent") return Number.isNaN(cell) ? "–" : `${(100 * cell).toFixed(1)} %`;
  return formatAt(cell, decimals);
}

function decimalsOf({ rows }: ResultTable, position: number): number {
  const cells = rows.map((row) => row[position] ?? null);
  return columnDecimals(cells.filter((cell): cell is number => typeof cell === "number"));
}

function rowHtml(
  columns: readonly TableColumn[],
  decimals: readonly number[],
  row: readonly Cell[],
): string {
  const cells = columns.map((column, at) => {
    const text = cellText(row[at] ?? null, column, decimals[at] ?? 0);
    if (at === 0) return `<th scope="row">${text}</th>`;
    return `<td${column.format === "text" ? "" : ' class="number"'}>${text}</td>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

function notesHtml(notes: readonly string[]): string {
  return notes.map((note) => `<p class="note">${escapeText(note)}</p>`).join("\n");
}

/** The region takes the keyboard's focus, so that arrow keys can scroll it. */
export function tableSection(table: ResultTable, label: string): string {
  const { columns, rows, notes, title } = table;
  const decimals = columns.map((_, at) => decimalsOf(table, at));
  const head = columns.map(({ name, format }) => {
    const number = format === "text" ? "" : ' class="number"';
    return `<th scope="col"${number}>${escapeText(name)}</th>`;
  });
  const shown = rows.slice(0, mostRows).map((row) => rowHtml(columns, decimals, row));
  const hidden = rows.length - mostRows;
  const rest = hidden > 0 ? [`${formatCount(hidden)} more rows are not shown here`] : [];
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeText(label)}">`,
    "<table>",
    ...(title === undefined ? [] : [`<caption>${escapeText(title)}</caption>`]),
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${shown.join("\n")}</tbody>`,
    "</table></div>",
    notesHtml([...rest, ...notes]),
  ].join("\n");
}

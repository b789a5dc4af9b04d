/** A result table as text within a width: numbers to the right, names to the left. */
import type { Cell, ResultTable, TableColumn } from "../posterior/result-table.js";
import { cleanText, displayWidth } from "./clean-text.js";
import { columnDecimals, formatAt, formatCount } from "./numbers.js";

export interface TextOptions {
  /** Characters a line may have. */
  readonly width: number;
  /** Headings in bold; off unless a terminal asked for it. */
  readonly color: boolean;
}

export const plainText: TextOptions = { width: 80, color: false };

/** One column, printed: heading, cells and the width that holds them. */
interface PrintedColumn {
  readonly heading: string;
  readonly cells: readonly string[];
  readonly width: number;
  readonly left: boolean;
}

/** Names may take this share of a line, and at least this many cells. */
const nameShare = 0.4;
const widestName = 32;

function formatCell(cell: Cell, column: TableColumn, decimals: number): string {
  if (cell === null) return "-";
  if (typeof cell === "string") return cleanText(cell);
  if (column.format === "integer") return formatCount(cell);
  if (column.format === "percent") return Number.isNaN(cell) ? "-" : `${(100 * cell).toFixed(1)}%`;
  return formatAt(cell, decimals);
}

/** Long names keep both ends, since levels often differ at the end only. */
function shorten(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  return [...characters.slice(0, head), "…", ...characters.slice(characters.length - tail)].join(
    "",
  );
}

function printColumn(
  table: ResultTable,
  column: TableColumn,
  position: number,
  lineWidth: number,
): PrintedColumn {
  const limit = Math.max(widestName, Math.floor(nameShare * lineWidth));
  const raw = table.rows.map((row) => row[position] ?? null);
  const numbers = raw.filter((cell): cell is number => typeof cell === "number");
  const decimals = columnDecimals(numbers);
  const cells = raw.map((cell) => shorten(formatCell(cell, column, decimals), limit));
  const heading = shorten(cleanText(column.name), limit);
  const width = [heading, ...cells].reduce((most, cell) => Math.max(most, displayWidth(cell)), 0);
  return { heading, cells, width, left: column.format === "text" };
}

function pad(text: string, width: number, left: boolean): string {
  const blank = " ".repeat(Math.max(0, width - displayWidth(text)));
  return left ? text + blank : blank + text;
}

/** Splits columns into stacked groups that fit; each repeats the leading text columns. */
function fitColumns(
  columns: readonly PrintedColumn[],
  width: number,
  gap: number,
): readonly (readonly PrintedColumn[])[] {
  const keyCount = columns.findIndex(({ left }) => !left);
  const keys = columns.slice(0, Math.max(keyCount, 0));
  const groups: PrintedColumn[][] = [];
  const size = (group: readonly PrintedColumn[]): number =>
    group.reduce((sum, column) => sum + column.width + gap, -gap);
  for (const column of columns.slice(keys.length)) {
    const last = groups.at(-1);
    if (last !== undefined && size([...last, column]) <= width) last.push(column);
    else groups.push([...keys, column]);
  }
  return groups.length === 0 ? [keys] : groups;
}

function printGroup(
  group: readonly PrintedColumn[],
  rowCount: number,
  gap: string,
  color: boolean,
): string[] {
  const line = (pick: (column: PrintedColumn) => string): string =>
    group
      .map((column) => pad(pick(column), column.width, column.left))
      .join(gap)
      .trimEnd();
  const heading = line((column) => column.heading);
  const rows = Array.from({ length: rowCount }, (_, row) => line(({ cells }) => cells[row] ?? ""));
  return [color ? `\u001b[1m${heading}\u001b[22m` : heading, ...rows];
}

/** The table with its title above and its notes below; no trailing newline. */
export function renderTable(table: ResultTable, options: TextOptions = plainText): string {
  const columns = table.columns.map((column, position) =>
    printColumn(table, column, position, options.width),
  );
  const wide = fitColumns(columns, options.width, 2);
  const gap = wide.length === 1 ? 2 : 1;
  const groups = gap === 2 ? wide : fitColumns(columns, options.width, 1);
  const blocks = groups.map((group) =>
    printGroup(group, table.rows.length, " ".repeat(gap), options.color).join("\n"),
  );
  const title = table.title === undefined ? [] : wrap(cleanText(table.title), options.width);
  const notes = table.notes.flatMap((note) => wrap(cleanText(note), options.width));
  const body = table.columns.length === 0 ? [] : [blocks.join("\n\n")];
  return [...title, ...body, ...notes].join("\n");
}

/** Breaks a sentence into lines at spaces; a word longer than the width keeps its own line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Lines as one text, all but the first set in by two spaces. */
export function indentRest([first = "", ...rest]: readonly string[]): string {
  return [first, ...rest.map((line) => `  ${line}`)].join("\n");
}

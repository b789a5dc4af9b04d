/** A result table as text within a width: numbers to the right, names to the left, sentences wrapped. */
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
  /** Text, which stands to the left and may wrap. */
  readonly text: boolean;
}

/** Names, in the first column, may take this share of a line, and at least this many cells. */
const nameShare = 0.4;
const widestName = 32;

/** Columns of sentences are not squeezed below this many cells. */
const narrowestSentence = 14;

/** One decimal; what rounds to nothing has no sign. */
function percentText(share: number): string {
  const text = (100 * share).toFixed(1);
  return `${text === "-0.0" ? "0.0" : text}%`;
}

/** Blanks between columns: the wide gap where the table then fits on the line, else the narrow one. */
const wideGap = 2;
const narrowGap = 1;

function formatCell(cell: Cell, column: TableColumn, decimals: number): string {
  if (cell === null) return "-";
  if (typeof cell === "string") return cleanText(cell);
  if (column.format === "integer") return formatCount(cell);
  if (column.format === "percent") return Number.isNaN(cell) ? "-" : percentText(cell);
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

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

function printColumn(table: ResultTable, position: number, lineWidth: number): PrintedColumn {
  const column = table.columns[position] ?? { name: "", format: "text" };
  const raw = table.rows.map((row) => row[position] ?? null);
  const numbers = raw.filter((cell): cell is number => typeof cell === "number");
  const decimals = columnDecimals(numbers);
  const limit = position === 0 ? Math.max(widestName, Math.floor(nameShare * lineWidth)) : Infinity;
  const cells = raw.map((cell) => shorten(formatCell(cell, column, decimals), limit));
  const heading = shorten(cleanText(column.name), widestName);
  return { heading, cells, width: widest([heading, ...cells]), text: column.format === "text" };
}

const totalWidth = (columns: readonly PrintedColumn[], gap: number): number =>
  columns.reduce((sum, { width }) => sum + width + gap, -gap);

/** Squeezes the widest columns of text, the first excepted, until the line fits or none can give. */
function squeeze(
  columns: readonly PrintedColumn[],
  lineWidth: number,
  gap: number,
): readonly PrintedColumn[] {
  const widths = columns.map(({ width }) => width);
  let excess = totalWidth(columns, gap) - lineWidth;
  while (excess > 0) {
    const candidates = columns.flatMap(({ text }, position) =>
      text && position > 0 && (widths[position] ?? 0) > narrowestSentence ? [position] : [],
    );
    const chosen = candidates.reduce<number | undefined>(
      (best, position) =>
        best === undefined || (widths[position] ?? 0) > (widths[best] ?? 0) ? position : best,
      undefined,
    );
    if (chosen === undefined) break;
    widths[chosen] = (widths[chosen] ?? 0) - 1;
    excess -= 1;
  }
  return columns.map((column, position) => ({ ...column, width: widths[position] ?? 0 }));
}

/** Splits columns into stacked groups that fit; each repeats the first column. */
function stack(
  columns: readonly PrintedColumn[],
  lineWidth: number,
  gap: number,
): readonly (readonly PrintedColumn[])[] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const groups: PrintedColumn[][] = [[first]];
  for (const column of others) {
    const last = groups.at(-1) ?? [];
    if (last.length === 1 || totalWidth([...last, column], gap) <= lineWidth) last.push(column);
    else groups.push([first, column]);
  }
  return groups;
}

function pad(text: string, { width, text: left }: PrintedColumn): string {
  const blank = " ".repeat(Math.max(0, width - displayWidth(text)));
  return left ? text + blank : blank + text;
}

/** One line of a table for every line of its tallest cell. */
function printRow(
  columns: readonly PrintedColumn[],
  cells: readonly string[],
  gap: number,
): string[] {
  const wrapped = columns.map((column, position) => {
    const cell = cells[position] ?? "";
    return column.text ? wrap(cell, column.width) : [cell];
  });
  const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, position) => pad(wrapped[position]?.[line] ?? "", column))
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

function printGroup(
  columns: readonly PrintedColumn[],
  rowCount: number,
  gap: number,
  color: boolean,
): readonly string[] {
  const headings = printRow(
    columns,
    columns.map(({ heading }) => heading),
    gap,
  ).map((line) => (color ? `\u001b[1m${line}\u001b[22m` : line));
  const rows = Array.from({ length: rowCount }, (_, row) =>
    printRow(
      columns,
      columns.map(({ cells }) => cells[row] ?? ""),
      gap,
    ),
  );
  return [...headings, ...rows.flat()];
}

/** The table with its title above and its notes below; no trailing newline. */
export function renderTable(table: ResultTable, options: TextOptions = plainText): string {
  const { width, color } = options;
  const columns = table.columns.map((_, position) => printColumn(table, position, width));
  const roomy = squeeze(columns, width, wideGap);
  const gap = totalWidth(roomy, wideGap) <= width ? wideGap : narrowGap;
  const fitted = gap === wideGap ? roomy : squeeze(columns, width, narrowGap);
  const blocks = stack(fitted, width, gap).map((group) =>
    printGroup(group, table.rows.length, gap, color).join("\n"),
  );
  const title = table.title === undefined ? [] : wrap(cleanText(table.title), width);
  const notes = table.notes.flatMap((note) => wrap(cleanText(note), width));
  return [...title, ...(blocks.length === 0 ? [] : [blocks.join("\n\n")]), ...notes].join("\n");
}

/** Breaks a sentence into lines at spaces; a word longer than the width loses its middle. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").map((whole) => shorten(whole, width))) {
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

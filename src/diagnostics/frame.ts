/** The part of a text that a diagnostic points at: numbered lines with marks under them. */
import { layOutText, visibleText } from "./display-text.js";
import type { DisplayCell } from "./display-text.js";
import { lineAt } from "./source-lines.js";
import type { SourceLine } from "./source-lines.js";

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly primary: boolean;
  readonly message?: string;
}

/** How the parts of a frame are painted; each leaves the text's width as it is. */
export interface FramePaint {
  gutter(text: string): string;
  mark(text: string, primary: boolean): string;
}

/** The part of a mark that falls on one line, as a half-open range of offsets in that line. */
interface LineMark {
  readonly from: number;
  readonly to: number;
  readonly primary: boolean;
  readonly message?: string;
}

/** A mark with the lines on which it begins and ends. */
interface PlacedMark {
  readonly mark: Mark;
  readonly first: SourceLine;
  readonly last: SourceLine;
}

function placeMark(mark: Mark, lines: readonly SourceLine[]): PlacedMark {
  const first = lineAt(lines, mark.start);
  return { mark, first, last: lineAt(lines, Math.max(mark.start, mark.end - 1)) };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** A mark over several lines shows on its first and its last; the words stand at the last. */
function marksOfLine(line: SourceLine, marks: readonly PlacedMark[]): LineMark[] {
  return marks.flatMap(({ mark, first, last }) => {
    if (line !== first && line !== last) return [];
    const from = line === first ? mark.start - line.start : line.text.search(/\S|$/);
    const to = line === last ? mark.end - line.start : line.text.length;
    const { length } = line.text;
    const words = line === last && mark.message !== undefined ? { message: mark.message } : {};
    const range = { from: clamp(from, 0, length), to: clamp(to, 0, length) };
    return [{ ...range, primary: mark.primary, ...words }];
  });
}

const widthOf = (cells: readonly DisplayCell[]): number =>
  cells.reduce((total, { width }) => total + width, 0);

/** How many cells to leave out at the start of a long line so that the mark comes into view. */
function cellsBefore(cells: readonly DisplayCell[], focus: number, room: number): number {
  const position = cells.findIndex(({ offset }) => offset >= focus);
  const target = widthOf(cells.slice(0, position < 0 ? cells.length : position)) - room * 0.4;
  if (target <= room * 0.2) return 0;
  let skipped = 0;
  return cells.findIndex(({ width }) => (skipped += width) > target);
}

/** The cells that fit, with the primary mark in view; an ellipsis stands where something was cut. */
function clip(
  cells: readonly DisplayCell[],
  marks: readonly LineMark[],
  room: number,
): readonly DisplayCell[] {
  if (widthOf(cells) <= room) return cells;
  const focus = marks.find(({ primary }) => primary) ?? marks[0];
  const first = cellsBefore(cells, focus?.from ?? 0, room);
  let width = 2;
  const rest = cells.slice(first);
  const overflow = rest.findIndex((cell) => (width += cell.width) > room);
  const kept = overflow < 0 ? rest : rest.slice(0, overflow);
  const ellipsis = (offset: number): DisplayCell => ({ shown: "…", width: 1, offset });
  return [
    ...(first > 0 ? [ellipsis(-1)] : []),
    ...kept,
    ...(overflow < 0 ? [] : [ellipsis(Number.POSITIVE_INFINITY)]),
  ];
}

/** Blanks up to the mark, then carets or dashes under it, then its words. */
function underline(cells: readonly DisplayCell[], mark: LineMark, paint: FramePaint): string {
  const before = widthOf(cells.filter(({ offset }) => offset < mark.from));
  const under = widthOf(cells.filter(({ offset }) => offset >= mark.from && offset < mark.to));
  const strokes = (mark.primary ? "^" : "-").repeat(Math.max(1, under));
  const words = mark.message === undefined ? "" : ` ${visibleText(mark.message)}`;
  return " ".repeat(before) + paint.mark(strokes + words, mark.primary);
}

/** Digits of the largest line number among the marks. */
export function gutterWidth(lines: readonly SourceLine[], marks: readonly Mark[]): number {
  const numbers = marks.map(({ start, end }) => lineAt(lines, Math.max(start, end - 1)).number);
  return String(Math.max(1, ...numbers)).length;
}

/** Rows of the frame, without the head that names the place. */
export function frameRows(
  lines: readonly SourceLine[],
  marks: readonly Mark[],
  paint: FramePaint,
  { gutter, width }: { readonly gutter: number; readonly width: number },
): string[] {
  const blank = paint.gutter(`${" ".repeat(gutter)} |`);
  const rows = [blank];
  const placed = marks.map((mark) => placeMark(mark, lines));
  let previous: number | undefined;
  for (const line of lines) {
    const own = marksOfLine(line, placed);
    if (own.length === 0) continue;
    if (previous !== undefined && line.number > previous + 1) rows.push(paint.gutter("..."));
    previous = line.number;
    const cells = clip(layOutText(line.text), own, Math.max(20, width - gutter - 3));
    const number = paint.gutter(`${String(line.number).padStart(gutter)} |`);
    rows.push(`${number} ${cells.map(({ shown }) => shown).join("")}`.trimEnd());
    for (const mark of own) rows.push(`${blank} ${underline(cells, mark, paint)}`);
  }
  return rows;
}

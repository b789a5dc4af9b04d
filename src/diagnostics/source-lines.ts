/** Lines and columns of offsets in a text. */

/** Lines and columns count from one; a column is a character, not a UTF-16 unit. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** One line of a text: its offset and its characters without the line end. */
export interface SourceLine {
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

export function splitLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  const ends = /\r\n|\n|\r/g;
  let start = 0;
  for (;;) {
    const end = ends.exec(text);
    lines.push({ number: lines.length + 1, start, text: text.slice(start, end?.index) });
    if (end === null) return lines;
    start = end.index + end[0].length;
  }
}

/** The line that holds an offset; offsets past the end fall on the last line. */
export function lineAt(lines: readonly SourceLine[], offset: number): SourceLine {
  const line = lines.findLast(({ start }) => start <= offset) ?? lines[0];
  if (line === undefined) throw new Error("a text has at least one line");
  return line;
}

export function positionIn(lines: readonly SourceLine[], offset: number): TextPosition {
  const line = lineAt(lines, offset);
  const before = line.text.slice(0, Math.max(0, offset - line.start));
  return { line: line.number, column: Array.from(before).length + 1 };
}

/** Line and column of a UTF-16 offset in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  return positionIn(splitLines(text), offset);
}

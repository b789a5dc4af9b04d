/** The one renderer: diagnostics as text with source frames. */
import picocolors from "picocolors";
import type { DataLocation, Diagnostic, Label, Span } from "./diagnostic.js";
import { visibleText } from "./display-text.js";
import { frameRows, gutterWidth } from "./frame.js";
import type { FramePaint, Mark } from "./frame.js";
import type { Severity } from "./severity.js";
import { positionIn, splitLines } from "./source-lines.js";

export interface RenderOptions {
  readonly color: boolean;
  /** Cells in a row of the terminal; long source lines are cut around the mark. Default 100. */
  readonly width?: number;
}

interface Painter extends FramePaint {
  title(text: string): string;
  strong(text: string): string;
}

function openPainter(severity: Severity, color: boolean): Painter {
  const colors = picocolors.createColors(color);
  const bySeverity = { error: colors.red, warning: colors.yellow, note: colors.cyan };
  const signal = bySeverity[severity];
  return {
    title: (text) => colors.bold(signal(text)),
    strong: (text) => colors.bold(text),
    gutter: (text) => colors.blue(text),
    mark: (text, primary) => (primary ? signal(text) : colors.blue(text)),
  };
}

/** Words laid in rows of at most `width` cells; later rows are indented to the first. */
function wrap(text: string, indent: number, width: number): string {
  const rows = [""];
  for (const word of text.split(" ")) {
    const row = rows.at(-1) ?? "";
    if (row !== "" && indent + row.length + 1 + word.length > width) rows.push(word);
    else rows[rows.length - 1] = row === "" ? word : `${row} ${word}`;
  }
  return rows.join(`\n${" ".repeat(indent)}`);
}

function facts(diagnostic: Diagnostic, gutter: number, width: number, paint: Painter): string[] {
  const named = [
    ["expected", diagnostic.expected],
    ["found", diagnostic.found],
    ["help", diagnostic.help],
  ] as const;
  return named.flatMap(([name, text]) => {
    if (text === undefined) return [];
    const indent = gutter + 5 + name.length;
    const body = wrap(visibleText(text), indent, width);
    return [`${paint.gutter(`${" ".repeat(gutter)} =`)} ${paint.strong(`${name}:`)} ${body}`];
  });
}

function marksIn(file: string, span: Span, labels: readonly Label[], primary: boolean): Mark[] {
  const others = labels
    .filter((label) => label.span.file === file)
    .map(({ span: { start, end }, message }) => ({ start, end, primary: false, message }));
  return primary ? [{ start: span.start, end: span.end, primary }, ...others] : others;
}

function place({ file, line, column }: DataLocation): string {
  return `${visibleText(file)}:${line}${column === undefined ? "" : `:${column}`}`;
}

/** The head and frame of one file; `-->` names the main place, `:::` further ones. */
function framed(
  span: Span,
  labels: readonly Label[],
  primary: boolean,
  sources: ReadonlyMap<string, string>,
  paint: Painter,
  width: number,
): { readonly rows: readonly string[]; readonly gutter: number } {
  const arrow = paint.gutter(primary ? "-->" : ":::");
  const text = sources.get(span.file);
  if (text === undefined) return { rows: [` ${arrow} ${visibleText(span.file)}`], gutter: 1 };
  const lines = splitLines(text);
  const marks = marksIn(span.file, span, labels, primary);
  const gutter = gutterWidth(lines, marks);
  const position = positionIn(lines, span.start);
  const head = `${" ".repeat(gutter)}${arrow} ${place({ file: span.file, ...position })}`;
  return { rows: [head, ...frameRows(lines, marks, paint, { gutter, width })], gutter };
}

function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
  { color, width = 100 }: RenderOptions,
): string {
  const { code, severity, message, span, location, labels = [] } = diagnostic;
  const paint = openPainter(severity, color);
  const rows = [
    `${paint.title(`${severity}[${code}]`)}${paint.strong(`: ${visibleText(message)}`)}`,
  ];
  let gutter = 1;
  const add = (at: Span, primary: boolean): void => {
    const frame = framed(at, labels, primary, sources, paint, width);
    if (primary) gutter = frame.gutter;
    rows.push(...frame.rows);
  };
  if (span !== undefined) add(span, true);
  if (location !== undefined) {
    rows.push(` ${paint.gutter(span === undefined ? "-->" : ":::")} ${place(location)}`);
  }
  const elsewhere = new Map(labels.map((label) => [label.span.file, label.span]));
  for (const [file, at] of elsewhere) if (file !== span?.file) add(at, false);
  rows.push(...facts(diagnostic, gutter, width, paint));
  return rows.join("\n");
}

/** Every diagnostic with its frame, separated by blank lines, ended by a line end; empty for none. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  options: RenderOptions,
): string {
  if (diagnostics.length === 0) return "";
  const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources, options));
  return `${rendered.join("\n\n")}\n`;
}

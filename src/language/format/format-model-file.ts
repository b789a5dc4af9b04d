/** Canonical layout: one statement or item a line, two blanks a level, no comment lost. */
import { readModelFile } from "../../../grammar/index.js";
import { collectDiagnostics } from "../../diagnostics/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { SourceText } from "../ast.js";
import { readPieces } from "./pieces.js";
import type { Piece } from "./pieces.js";
import { spaceBetween } from "./spacing.js";

interface Writing {
  readonly pieces: readonly Piece[];
  readonly output: string[];
  /** One entry for each open bracket: whether it is a block laid out over several lines. */
  readonly open: boolean[];
}

const opens = ({ role }: Piece): boolean => role.startsWith("open");
const closes = ({ role }: Piece): boolean => role.startsWith("close");

/** A block stays on one line when it was written on one. */
function spansLines(pieces: readonly Piece[], opener: number): boolean {
  let depth = 0;
  for (const piece of pieces.slice(opener)) {
    if (opens(piece)) depth++;
    if (closes(piece) && --depth === 0) return piece.endLine > (pieces[opener]?.startLine ?? 0);
  }
  return false;
}

/** The next piece that is not a comment decides where comments on their own lines stand. */
function governing(writing: Writing, position: number): Piece | undefined {
  return writing.pieces.slice(position).find(({ role }) => role !== "comment");
}

/** Whether `position` begins a statement, or an item of a block over several lines. */
function beginsItem(writing: Writing, position: number): boolean {
  const piece = governing(writing, position);
  const before = writing.pieces.slice(0, position).findLast(({ role }) => role !== "comment");
  if (piece === undefined || piece.begins || before === undefined) return true;
  const inBlock = writing.open.at(-1) === true;
  return inBlock && (before.role === "open-block" || before.role === "comma");
}

/** Two blanks for each block and for the brackets of a statement that goes on, however many. */
function indentation(writing: Writing, position: number): string {
  const piece = writing.pieces[position];
  const blocks = writing.open.filter(Boolean).length;
  if (piece?.role === "close-block") return "  ".repeat(blocks - 1);
  const brackets = writing.open.length - blocks;
  const closing = piece?.role === "close" && brackets === 1;
  const goesOn = !beginsItem(writing, position) && !closing;
  const ended = piece?.role === "comment" && governing(writing, position)?.role === "close-block";
  return "  ".repeat(blocks + (goesOn && !ended ? 1 : 0));
}

/** How many line ends stand before a piece: one blank line at most, and only between statements. */
function lineEnds(writing: Writing, position: number): number {
  const piece = writing.pieces[position];
  const previous = writing.pieces[position - 1];
  if (piece === undefined || previous === undefined) return 0;
  const written = piece.startLine - previous.endLine;
  const afterOpening = previous.role === "open-block";
  if (piece.role === "comment" && written === 0) return 0;
  if (piece.role === "open-block") return previous.role === "comment" ? 1 : 0;
  if (piece.role === "close-block") return writing.open.at(-1) === true ? 1 : 0;
  if (afterOpening && writing.open.at(-1) === true) return 1;
  const separate = piece.begins || (piece.role === "comment" && beginsItem(writing, position));
  if (separate) return written > 1 && !afterOpening ? 2 : 1;
  return written > 0 || previous.role === "comment" ? 1 : 0;
}

function write(writing: Writing, piece: Piece, position: number): void {
  const { pieces, open, output } = writing;
  const previous = pieces[position - 1];
  const ends = lineEnds(writing, position);
  if (ends > 0) output.push("\n".repeat(ends), indentation(writing, position));
  else if (previous !== undefined) output.push(spaceBetween(previous, piece));
  output.push(piece.text);
  if (opens(piece)) open.push(piece.role === "open-block" && spansLines(pieces, position));
  if (closes(piece)) open.pop();
}

/** The file in canonical layout; undefined, after reporting, when it has syntax errors. Idempotent. */
export function formatModelFile(source: SourceText, sink: DiagnosticSink): string | undefined {
  const found = collectDiagnostics();
  const pieces = readPieces(readModelFile(source, found));
  for (const diagnostic of found.diagnostics) sink.report(diagnostic);
  if (found.hasErrors()) return undefined;
  const writing: Writing = { pieces, output: [], open: [] };
  for (const [position, piece] of pieces.entries()) write(writing, piece, position);
  return pieces.length === 0 ? "" : `${writing.output.join("")}\n`;
}

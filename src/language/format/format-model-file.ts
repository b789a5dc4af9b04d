/** Canonical layout: one statement or item a line, two blanks a level, no comment lost. */
import { readModelFile } from "../../../grammar/index.js";
import { collectDiagnostics } from "../../diagnostics/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { SourceText } from "../ast.js";
import { readPieces } from "./pieces.js";
import type { Piece } from "./pieces.js";
import { spaceBetween } from "./spacing.js";

/** A piece with its neighbours; comments on lines of their own stand as what follows them. */
interface Place {
  readonly piece: Piece;
  readonly previous: Piece | undefined;
  /** The nearest pieces before and from here on that are not comments. */
  readonly before: Piece | undefined;
  readonly governing: Piece | undefined;
  /** For an opening bracket: a block that was written over several lines. */
  readonly opensLines: boolean;
}

interface Writing {
  readonly output: string[];
  /** One entry for each open bracket: whether it is a block laid out over several lines. */
  readonly open: boolean[];
}

const opens = ({ role }: Piece): boolean => role.startsWith("open");
const closes = ({ role }: Piece): boolean => role.startsWith("close");

/** Openers of blocks that were written over several lines; a block on one line stays there. */
function blocksOverLines(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const found = new Set<Piece>();
  const open: Piece[] = [];
  for (const piece of pieces) {
    if (opens(piece)) open.push(piece);
    if (!closes(piece)) continue;
    const opener = open.pop();
    const block = opener?.role === "open-block" && piece.endLine > opener.startLine;
    if (block) found.add(opener);
  }
  return found;
}

const isComment = ({ role }: Piece): boolean => role === "comment";

function placePieces(pieces: readonly Piece[]): Place[] {
  const overLines = blocksOverLines(pieces);
  const governing: (Piece | undefined)[] = [];
  for (const [position, piece] of [...pieces.entries()].reverse()) {
    governing[position] = isComment(piece) ? governing[position + 1] : piece;
  }
  let before: Piece | undefined;
  return pieces.map((piece, position) => {
    const previous = pieces[position - 1];
    if (previous !== undefined && !isComment(previous)) before = previous;
    const opensLines = overLines.has(piece);
    return { piece, previous, before, governing: governing[position], opensLines };
  });
}

/** Whether a statement begins here, or an item of a block over several lines. */
function beginsItem({ governing, before }: Place, { open }: Writing): boolean {
  if (governing === undefined || governing.begins || before === undefined) return true;
  const inBlock = open.at(-1) === true;
  return inBlock && (before.role === "open-block" || before.role === "comma");
}

/** Two blanks for each block, and two for a statement that goes on, however many brackets are open. */
function indentation(place: Place, writing: Writing): string {
  const { piece, governing } = place;
  const blocks = writing.open.filter(Boolean).length;
  if (piece.role === "close-block") return "  ".repeat(blocks - 1);
  const lastBracket = piece.role === "close" && writing.open.length - blocks === 1;
  const endsBlock = isComment(piece) && governing?.role === "close-block";
  const goesOn = !beginsItem(place, writing) && !lastBracket && !endsBlock;
  return "  ".repeat(blocks + (goesOn ? 1 : 0));
}

/** Line ends where braces of a block demand or forbid them, whatever was written. */
function lineEndsAtBraces({ piece, previous }: Place, { open }: Writing): number | undefined {
  const overLines = open.at(-1) === true;
  if (piece.role === "open-block") return previous?.role === "comment" ? 1 : 0;
  if (piece.role === "close-block") return overLines ? 1 : 0;
  return previous?.role === "open-block" && overLines ? 1 : undefined;
}

/** How many line ends stand before a piece: one blank line at most, and only between statements. */
function lineEnds(place: Place, writing: Writing): number {
  const { piece, previous } = place;
  if (previous === undefined) return 0;
  const written = piece.startLine - previous.endLine;
  if (isComment(piece) && written === 0) return 0;
  const atBraces = lineEndsAtBraces(place, writing);
  if (atBraces !== undefined) return atBraces;
  if (piece.begins || (isComment(piece) && beginsItem(place, writing))) return written > 1 ? 2 : 1;
  return written > 0 || isComment(previous) ? 1 : 0;
}

function write(place: Place, writing: Writing): void {
  const { piece, previous, opensLines } = place;
  const ends = lineEnds(place, writing);
  if (ends > 0) writing.output.push("\n".repeat(ends), indentation(place, writing));
  else if (previous !== undefined) writing.output.push(spaceBetween(previous, piece));
  writing.output.push(piece.text);
  if (opens(piece)) writing.open.push(opensLines);
  if (closes(piece)) writing.open.pop();
}

/** The file in canonical layout; undefined, after reporting, when it has syntax errors. Idempotent. */
export function formatModelFile(source: SourceText, sink: DiagnosticSink): string | undefined {
  const found = collectDiagnostics();
  const pieces = readPieces(readModelFile(source, found));
  for (const diagnostic of found.diagnostics) sink.report(diagnostic);
  if (found.hasErrors()) return undefined;
  const writing: Writing = { output: [], open: [] };
  for (const place of placePieces(pieces)) write(place, writing);
  return pieces.length === 0 ? "" : `${writing.output.join("")}\n`;
}

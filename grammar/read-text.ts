/** From text to concrete syntax tree: lex, mend, lay out lines, parse; every mistake is reported. */
import type { CstNode, IToken, Lexer, TokenType } from "chevrotain";
import type { Diagnostic, DiagnosticSink } from "../src/diagnostics/index.js";
import { limitNesting } from "./brackets.js";
import { chevrotain } from "./chevrotain.js";
import { readForeignSpellings } from "./foreign-spellings.js";
import { layOutLines } from "./line-structure.js";
import { MlmParser } from "./parser.js";
import { syntaxError, unknownCharacter } from "./syntax-diagnostics.js";
import type { Stumble } from "./syntax-diagnostics.js";
import { ItemEnd, LineEnd, tokens as tokenTypes } from "./tokens.js";

export interface SyntaxTree {
  readonly cst: CstNode;
  /** The tokens that were parsed: line ends stand only between statements and items. */
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
}

let lexer: Lexer | undefined;
let parser: MlmParser | undefined;

/** Built on first use, since both cost a few milliseconds; both forget everything between texts. */
function openLexer(): Lexer {
  lexer ??= new chevrotain.Lexer(tokenTypes, { positionTracking: "full", skipValidations: true });
  return lexer;
}

function openParser(): MlmParser {
  parser ??= new MlmParser();
  return parser;
}

interface LexedText {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  /** Offsets of characters that begin no token. */
  readonly gaps: readonly number[];
}

function lex(text: string, file: string, sink: DiagnosticSink): LexedText {
  const { tokens, errors, groups } = openLexer().tokenize(text);
  for (const error of errors) sink.report(unknownCharacter(error, text, file));
  const gaps = errors.map(({ offset }) => offset);
  return { tokens, comments: groups["comments"] ?? [], gaps };
}

/** A parser that lost its way may stumble twice over one token; the first report is the right one. */
function reportSyntaxErrors(found: readonly Diagnostic[], sink: DiagnosticSink): void {
  const places = new Set<number>();
  for (const diagnostic of found) {
    const place = diagnostic.span?.start ?? -1;
    if (!places.has(place)) sink.report(diagnostic);
    places.add(place);
  }
}

/** Whether an unknown character, reported already, is why the parser stumbled. */
function liesBefore(gap: number, { error, previous }: Stumble): boolean {
  return gap < error.token.startOffset && gap > (previous?.startOffset ?? -1);
}

function parse(
  rule: "modelFile" | "soleExpression",
  tokens: IToken[],
  { file, text }: { readonly file: string; readonly text: string },
  gaps: readonly number[],
  sink: DiagnosticSink,
): CstNode {
  const open = openParser();
  open.input = tokens;
  const cst = open[rule]();
  const stumbles = open.errors.map((error): Stumble => {
    const position = tokens.indexOf(error.token);
    return { error, previous: tokens[(position < 0 ? tokens.length : position) - 1] };
  });
  const found = stumbles
    .filter((stumble) => !gaps.some((gap) => liesBefore(gap, stumble)))
    .map((stumble) => syntaxError(stumble, file, text.length));
  reportSyntaxErrors(found, sink);
  open.input = [];
  return cst;
}

/** Reads a whole `.mlm` file; what could not be read is missing from the tree, never guessed. */
export function readModelFile(
  source: { readonly file: string; readonly text: string },
  sink: DiagnosticSink,
): SyntaxTree {
  const { tokens, comments, gaps } = lex(source.text, source.file, sink);
  const known = limitNesting(readForeignSpellings(tokens, source.file, sink), source.file, sink);
  const lines = layOutLines(known, source.file, sink);
  return { cst: parse("modelFile", lines, source, gaps, sink), tokens: lines, comments };
}

/** Reads one formula or expression; line ends mean nothing here, as in a formula between quotes. */
export function readExpression(
  source: { readonly file: string; readonly text: string },
  sink: DiagnosticSink,
): SyntaxTree {
  const { tokens, comments, gaps } = lex(source.text, source.file, sink);
  const known = readForeignSpellings(tokens, source.file, sink);
  const paired = layOutLines(limitNesting(known, source.file, sink), source.file, sink);
  const flat = paired.filter(({ tokenType }) => tokenType !== LineEnd && tokenType !== ItemEnd);
  return { cst: parse("soleExpression", flat, source, gaps, sink), tokens: flat, comments };
}

/** Whether a token is of a type or a category of types. */
export function matchesToken(token: IToken, type: TokenType): boolean {
  return chevrotain.tokenMatcher(token, type);
}

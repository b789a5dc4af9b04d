/** From text to concrete syntax tree: lex, mend, lay out lines, parse; every mistake is reported. */
import type { CstNode, IToken, Lexer, TokenType } from "chevrotain";
import type { Diagnostic, DiagnosticSink } from "../src/diagnostics/index.js";
import { limitNesting } from "./brackets.js";
import { chevrotain } from "./chevrotain.js";
import { readForeignSpellings } from "./foreign-spellings.js";
import { layOutLines } from "./line-structure.js";
import { MlmParser } from "./parser.js";
import { syntaxError, unknownCharacter } from "./syntax-diagnostics.js";
import { LineEnd, tokens as tokenTypes } from "./tokens.js";

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
}

function lex(text: string, file: string, sink: DiagnosticSink): LexedText {
  const { tokens, errors, groups } = openLexer().tokenize(text);
  for (const error of errors) sink.report(unknownCharacter(error, text, file));
  return { tokens, comments: groups["comments"] ?? [] };
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

function parse(
  rule: "modelFile" | "soleExpression",
  tokens: IToken[],
  { file, text }: { readonly file: string; readonly text: string },
  sink: DiagnosticSink,
): CstNode {
  const open = openParser();
  open.input = tokens;
  const cst = open[rule]();
  const found = open.errors.map((error) => {
    const position = tokens.indexOf(error.token);
    return syntaxError({ error, previous: tokens.at(position - 1) }, file, text.length);
  });
  reportSyntaxErrors(found, sink);
  open.input = [];
  return cst;
}

/** Reads a whole `.mlm` file; what could not be read is missing from the tree, never guessed. */
export function readModelFile(
  source: { readonly file: string; readonly text: string },
  sink: DiagnosticSink,
): SyntaxTree {
  const { tokens, comments } = lex(source.text, source.file, sink);
  const known = limitNesting(readForeignSpellings(tokens, source.file, sink), source.file, sink);
  const lines = layOutLines(known, source.file, sink);
  return { cst: parse("modelFile", lines, source, sink), tokens: lines, comments };
}

/** Reads one formula or expression; line ends mean nothing here, as in a formula between quotes. */
export function readExpression(
  source: { readonly file: string; readonly text: string },
  sink: DiagnosticSink,
): SyntaxTree {
  const { tokens, comments } = lex(source.text, source.file, sink);
  const known = readForeignSpellings(tokens, source.file, sink);
  const paired = layOutLines(limitNesting(known, source.file, sink), source.file, sink);
  const flat = paired.filter(({ tokenType }) => tokenType !== LineEnd);
  return { cst: parse("soleExpression", flat, source, sink), tokens: flat, comments };
}

/** Whether a token is of a type or a category of types. */
export function matchesToken(token: IToken, type: TokenType): boolean {
  return chevrotain.tokenMatcher(token, type);
}

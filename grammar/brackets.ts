/** Pairs of brackets, and a limit on how deep they may nest. */
import type { IToken, TokenType } from "chevrotain";
import type { DiagnosticSink } from "../src/diagnostics/index.js";
import { chevrotain } from "./chevrotain.js";
import { spanOf } from "./foreign-spellings.js";
import * as t from "./tokens.js";

/** Far beyond any model; keeps every walk over the tree within the stack. */
export const deepestNesting = 100;

interface Closer {
  readonly type: TokenType;
  readonly spelling: string;
}

const pairs: ReadonlyMap<TokenType, Closer> = new Map([
  [t.LeftParenthesis, { type: t.RightParenthesis, spelling: ")" }],
  [t.LeftBracket, { type: t.RightBracket, spelling: "]" }],
  [t.LeftBrace, { type: t.RightBrace, spelling: "}" }],
]);
const openers: ReadonlyMap<TokenType, TokenType> = new Map(
  [...pairs].map(([opener, { type }]) => [type, opener]),
);

export const isOpener = (type: TokenType): boolean => pairs.has(type);
export const isCloser = (type: TokenType): boolean => openers.has(type);

export function closerOf(opener: TokenType): Closer {
  const closer = pairs.get(opener);
  if (closer === undefined) throw new Error(`${opener.name} opens nothing`);
  return closer;
}

export function openerOf(closer: TokenType): TokenType | undefined {
  return openers.get(closer);
}

export function bracketsPair(tokens: readonly IToken[]): boolean {
  const open: TokenType[] = [];
  for (const { tokenType } of tokens) {
    if (isOpener(tokenType)) open.push(tokenType);
    else if (isCloser(tokenType) && open.pop() !== openerOf(tokenType)) return false;
  }
  return open.length === 0;
}

/** Replaces what lies deeper than the limit by one name, reporting each place where it begins. */
export function limitNesting(
  tokens: readonly IToken[],
  file: string,
  sink: DiagnosticSink,
): IToken[] {
  const output: IToken[] = [];
  let depth = 0;
  for (const token of tokens) {
    const opens = isOpener(token.tokenType);
    if (opens && depth++ === deepestNesting) {
      sink.report(nestingTooDeep(spanOf(file, token)));
      output.push(
        chevrotain.createTokenInstance(
          t.Identifier,
          token.image,
          token.startOffset,
          token.startOffset,
          token.startLine ?? 1,
          token.startLine ?? 1,
          token.startColumn ?? 1,
          token.startColumn ?? 1,
        ),
      );
    }
    if (depth <= deepestNesting) output.push(token);
    if (isCloser(token.tokenType)) depth = Math.max(0, depth - 1);
  }
  return output;
}

export function nestingTooDeep(
  span: ReturnType<typeof spanOf>,
): Parameters<DiagnosticSink["report"]>[0] {
  return {
    code: "nesting-too-deep",
    severity: "error",
    message: `more than ${deepestNesting} brackets or signs stand inside one another`,
    span,
    help: "build the expression in steps, with derived columns",
  };
}

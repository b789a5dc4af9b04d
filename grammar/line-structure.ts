/** Decides which line ends end a statement, and mends brackets that do not pair, before parsing. */
import type { IToken, TokenType } from "chevrotain";
import type { DiagnosticSink } from "../src/diagnostics/index.js";
import { bracketsPair, closerOf, isCloser, isOpener, openerOf } from "./brackets.js";
import { chevrotain } from "./chevrotain.js";
import { spanOf } from "./foreign-spellings.js";
import * as t from "./tokens.js";

const { createTokenInstance, tokenMatcher } = chevrotain;

interface OpenBracket {
  readonly token: IToken;
  /** The braces of a declaration, where line ends separate items. */
  readonly block: boolean;
  /** Arguments, a list or a record, where a comma may follow the last. */
  readonly holdsList: boolean;
  /** Column at which the statement or item holding the bracket begins. */
  readonly indent: number;
}

interface Layout {
  readonly tokens: readonly IToken[];
  readonly output: IToken[];
  readonly open: OpenBracket[];
  /** Brackets do not pair, so indentation decides where a statement ends. */
  readonly mending: boolean;
  readonly file: string;
  readonly sink: DiagnosticSink;
  indent: number;
  awaitsBlock: boolean;
}

const columnOf = (token: IToken): number => token.startColumn ?? 1;
const insideExpression = (layout: Layout): boolean => layout.open.at(-1)?.block === false;

/** A token of no width that the text lacks, placed before `next` or after everything. */
function supply(layout: Layout, tokenType: TokenType, next: IToken | undefined): void {
  const last = layout.tokens.at(-1);
  const end = last === undefined ? 0 : last.startOffset + last.image.length;
  const at = next?.startOffset ?? end;
  const line = next?.startLine ?? last?.startLine ?? 1;
  const column = next?.startColumn ?? 1;
  layout.output.push(
    createTokenInstance(tokenType, "", at, at - 1, line, line, column, column - 1),
  );
}

const separates = ({ tokenType }: IToken): boolean =>
  tokenType === t.LineEnd || tokenType === t.ItemEnd;

/** Directly inside a block a comma ends an item, as a line end does. */
function readComma(layout: Layout, comma: IToken): IToken {
  const { startOffset: offset, startLine: line = 1, startColumn: column = 1 } = comma;
  return layout.open.at(-1)?.block === true
    ? createTokenInstance(t.ItemEnd, ",", offset, offset, line, line, column, column)
    : comma;
}

/** Whether a line end here would separate nothing: at the start, after another, after a comma or `{`. */
function atLineStart(layout: Layout): boolean {
  const last = layout.output.at(-1);
  if (last === undefined || separates(last)) return true;
  return last === layout.open.at(-1)?.token;
}

/** Line ends and a last comma before the end of a block or of the text separate nothing. */
function dropTrailingSeparators(layout: Layout, comma: boolean): void {
  for (let last = layout.output.at(-1); last !== undefined; last = layout.output.at(-1)) {
    if (!separates(last) || (last.image === "," && !comma)) return;
    comma &&= last.image !== ",";
    layout.output.pop();
  }
}

/** Notes where a statement or item begins, and whether it may open a block. */
function beginStatement(layout: Layout, position: number): void {
  const first = layout.tokens[position];
  const second = layout.tokens[position + 1];
  if (first === undefined) return;
  layout.indent = columnOf(first);
  const declares = first.tokenType === t.Data || first.tokenType === t.Model;
  layout.awaitsBlock =
    layout.open.length === 0 && declares && second !== undefined && tokenMatcher(second, t.Name);
}

/** Closes the innermost `count` brackets, reporting them as one mistake. */
function closeMissing(layout: Layout, count: number, next: IToken | undefined): void {
  const missing = layout.open.splice(layout.open.length - count, count);
  const [first, ...others] = missing;
  if (first === undefined) return;
  const closer = closerOf(first.token.tokenType);
  layout.sink.report({
    code: "unclosed-bracket",
    severity: "error",
    message:
      others.length === 0
        ? `this \`${first.token.image}\` is never closed`
        : `this \`${first.token.image}\` and ${others.length} more inside it are never closed`,
    span: spanOf(layout.file, first.token),
    labels: others
      .slice(0, 3)
      .map(({ token }) => ({ span: spanOf(layout.file, token), message: "nor is this one" })),
    help: `add the missing \`${closer.spelling}\``,
  });
  for (const { token, block } of missing.reverse()) {
    if (block) dropTrailingSeparators(layout, true);
    supply(layout, closerOf(token.tokenType).type, next);
  }
}

function openBracket(layout: Layout, token: IToken): void {
  const previous = layout.output.at(-1);
  const block =
    layout.awaitsBlock &&
    layout.open.length === 0 &&
    token.tokenType === t.LeftBrace &&
    previous?.tokenType !== t.Assign;
  const named = previous !== undefined && tokenMatcher(previous, t.Name);
  const holdsList = token.tokenType === t.LeftParenthesis ? named : !named;
  layout.open.push({ token, block, holdsList, indent: layout.indent });
  layout.output.push(token);
}

/** A comma may follow the last argument, item of a list or entry; it says nothing. */
function dropLastComma(layout: Layout, { token: opener, holdsList }: OpenBracket): void {
  const [before, last] = layout.output.slice(-2);
  const follows = before !== undefined && before !== opener && before.tokenType !== t.Comma;
  if (holdsList && last?.tokenType === t.Comma && follows) layout.output.pop();
}

function closeBracket(layout: Layout, token: IToken): void {
  const opener = openerOf(token.tokenType);
  const depth = layout.open.findLastIndex((open) => open.token.tokenType === opener);
  if (depth >= 0) closeMissing(layout, layout.open.length - 1 - depth, token);
  const innermost = layout.open.at(-1);
  const pairs = innermost?.token.tokenType === opener;
  if (!pairs) reportUnopened(layout, token, innermost);
  if (innermost === undefined || (!pairs && innermost.block)) return;
  layout.open.pop();
  dropLastComma(layout, innermost);
  if (innermost.block) dropTrailingSeparators(layout, true);
  if (pairs) layout.output.push(token);
  else supply(layout, closerOf(innermost.token.tokenType).type, token);
}

function reportUnopened(layout: Layout, token: IToken, innermost: OpenBracket | undefined): void {
  const span = spanOf(layout.file, token);
  const found = `\`${token.image}\``;
  if (innermost === undefined || innermost.block) {
    const message = `${found} closes nothing`;
    const help = "remove it, or open the bracket before it";
    layout.sink.report({ code: "unopened-bracket", severity: "error", message, span, help });
    return;
  }
  const expected = `\`${closerOf(innermost.token.tokenType).spelling}\``;
  layout.sink.report({
    code: "unopened-bracket",
    severity: "error",
    message: `${found} cannot close \`${innermost.token.image}\``,
    span,
    labels: [{ span: spanOf(layout.file, innermost.token), message: "opened here" }],
    expected,
    found,
  });
}

/** `NAME =`, `data NAME` and the like begin a statement whatever the line before was waiting for. */
function surelyBegins(next: IToken, second: IToken | undefined): boolean {
  if (second === undefined || !tokenMatcher(next, t.Name)) return false;
  const declares = [t.Data, t.Model, t.Prior].includes(next.tokenType);
  return second.tokenType === t.Assign || (declares && tokenMatcher(second, t.Name));
}

/** Whether a line break before the token at `position` lies inside a statement. */
function continues(layout: Layout, next: IToken, position: number): boolean {
  const previous = layout.output.at(-1);
  if (previous === undefined) return false;
  const awaited = [t.BinaryOperator, t.PrefixOperator, t.Assign];
  return (
    (awaited.some((type) => tokenMatcher(previous, type)) &&
      !surelyBegins(next, layout.tokens[position + 1])) ||
    tokenMatcher(next, t.BinaryOperator) ||
    (layout.open.length > 0 && next.tokenType === t.Comma) ||
    (layout.awaitsBlock && layout.open.length === 0 && next.tokenType === t.LeftBrace)
  );
}

/** In a text whose brackets do not pair: does the next line leave the open brackets behind? */
function leavesBrackets(layout: Layout, next: IToken | undefined): boolean {
  if (!layout.mending) return false;
  if (next === undefined) return true;
  return tokenMatcher(next, t.Name) && columnOf(next) <= layout.indent;
}

/** In such a text a block ends where a line is indented no deeper than its declaration. */
function leavesBlock(layout: Layout, next: IToken | undefined): boolean {
  const block = layout.open.at(-1);
  if (!layout.mending || block === undefined) return false;
  if (next === undefined) return true;
  return next.tokenType !== t.RightBrace && columnOf(next) <= block.indent;
}

function endLine(layout: Layout, position: number): void {
  const next = layout.tokens[position];
  if (insideExpression(layout)) {
    if (!leavesBrackets(layout, next)) return;
    const brackets = layout.open.length - (layout.open[0]?.block === true ? 1 : 0);
    closeMissing(layout, brackets, next);
  }
  if (next !== undefined && continues(layout, next, position)) return;
  if (!atLineStart(layout)) supply(layout, layout.open.length > 0 ? t.ItemEnd : t.LineEnd, next);
  if (leavesBlock(layout, next)) {
    closeMissing(layout, 1, next);
    supply(layout, t.LineEnd, next);
  }
  beginStatement(layout, position);
}

/**
 * Line ends survive only where they end a statement or an item: not inside brackets, not after an
 * operator or `=`, not before an operator. Statements and items then have exactly one between them.
 */
export function layOutLines(
  tokens: readonly IToken[],
  file: string,
  sink: DiagnosticSink,
): IToken[] {
  const mending = !bracketsPair(tokens);
  const layout: Layout = {
    tokens,
    output: [],
    open: [],
    mending,
    file,
    sink,
    indent: 1,
    awaitsBlock: false,
  };
  beginStatement(
    layout,
    tokens.findIndex(({ tokenType }) => tokenType !== t.LineEnd),
  );
  tokens.forEach((token, position) => {
    if (token.tokenType === t.LineEnd) {
      if (tokens[position + 1]?.tokenType !== t.LineEnd) endLine(layout, position + 1);
    } else if (isOpener(token.tokenType)) openBracket(layout, token);
    else if (isCloser(token.tokenType)) closeBracket(layout, token);
    else layout.output.push(token.tokenType === t.Comma ? readComma(layout, token) : token);
  });
  if (!atLineStart(layout) || layout.open.length > 0) endLine(layout, tokens.length);
  dropTrailingSeparators(layout, false);
  return layout.output;
}

/** Turns what the lexer and the parser stumbled over into diagnostics in plain words. */
import type { ILexingError, IRecognitionException, IToken } from "chevrotain";
import type { Diagnostic, Span } from "../src/diagnostics/index.js";
import { chevrotain } from "./chevrotain.js";
import { spanOf } from "./foreign-spellings.js";
import * as t from "./tokens.js";

const { EOF, tokenMatcher } = chevrotain;

const lookalikes: Readonly<Record<string, string>> = {
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2018": "'",
  "\u2019": "'",
  "\u2212": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u00d7": "*",
  "\u00b7": "*",
  "\u00f7": "/",
  "\u2264": "<=",
  "\u2265": ">=",
  "\u2260": "!=",
  "\u223c": "~",
  "\u2026": "...",
  "\uff0c": ",",
};

/** One diagnostic for a run of characters that begin no token. */
export function unknownCharacter(error: ILexingError, text: string, file: string): Diagnostic {
  const first = String.fromCodePoint(text.codePointAt(error.offset) ?? 0xfffd);
  const span = {
    file,
    start: error.offset,
    end: error.offset + Math.max(error.length, first.length),
  };
  const meant = lookalikes[first];
  const advice =
    meant === undefined
      ? { help: "names with such characters stand in back-quotes, texts in quotes" }
      : { help: `write \`${meant}\``, fix: { span, replacement: meant } };
  const message = `the character \`${first}\` has no meaning here`;
  return { code: "unknown-character", severity: "error", message, span, ...advice };
}

/** What the parser stumbled over, and the token before it. */
export interface Stumble {
  readonly error: IRecognitionException;
  readonly previous: IToken | undefined;
}

function isAbsent(token: IToken): boolean {
  return token.tokenType === EOF || Number.isNaN(token.startOffset);
}

function endsLine({ tokenType, image }: IToken): boolean {
  return tokenType === t.LineEnd || (tokenType === t.ItemEnd && image === "");
}

/** Where to point: the token itself, or the place after the last one where the line or text ended. */
function placeOf({ error, previous }: Stumble, file: string, textLength: number): Span {
  const { token } = error;
  const laterLine = (token.startLine ?? 0) > (previous?.startLine ?? 0);
  const ended =
    isAbsent(token) ||
    endsLine(token) ||
    token.image === "" ||
    (token.tokenType === t.RightBrace && laterLine);
  if (!ended) return spanOf(file, token);
  if (previous === undefined) {
    const start = isAbsent(token) ? textLength : token.startOffset;
    return { file, start, end: start };
  }
  const end = previous.startOffset + previous.image.length;
  return { file, start: end, end };
}

function describeToken(token: IToken): string {
  if (token.tokenType === EOF) return "the end of the text";
  if (endsLine(token)) return "the end of the line";
  if (token.image === "") return "the end of the block";
  return `\`${token.image}\``;
}

const endsStatement = (expected: string): boolean => expected.startsWith("the end of");

function sentence({ error, previous }: Stumble, found: string): string {
  const { token, context } = error;
  const written = previous !== undefined && previous.image !== "";
  const before = written && !endsLine(previous) ? previous : undefined;
  const after = before === undefined ? "" : ` after ${describeToken(before)}`;
  if (context.ruleStack.at(-1) === "primary") return `a value is missing${after}`;
  if (token.tokenType === EOF || endsLine(token) || token.image === "") {
    return `the statement ends too early${after}`;
  }
  return after === "" ? `${found} cannot begin a statement` : `${found} cannot stand${after}`;
}

function advice({ error, previous }: Stumble, expected: string): string | undefined {
  const { token } = error;
  const inClause = error.context.ruleStack.at(-1)?.startsWith("column") === true;
  const opened = previous?.tokenType === t.LeftParenthesis || previous?.tokenType === t.Comma;
  if (inClause && opened && tokenMatcher(token, t.Name)) {
    return `write the level in quotes: "${token.image}"`;
  }
  if (!endsStatement(expected) || previous === undefined) return undefined;
  if (token.tokenType === t.Assign) return "write `==` to compare";
  const joinable = [t.Name, t.Numeral, t.LeftParenthesis].some((type) => tokenMatcher(token, type));
  return joinable ? "join terms by `+`, or begin a new statement on its own line" : undefined;
}

/** The message of `error` is the phrase that `expectations.ts` gave for what was expected. */
export function syntaxError(stumble: Stumble, file: string, textLength: number): Diagnostic {
  const { error } = stumble;
  const expected = error.message;
  const found = describeToken(error.token);
  const help = advice(stumble, expected);
  return {
    code: "syntax-error",
    severity: "error",
    message: sentence(stumble, found),
    span: placeOf(stumble, file, textLength),
    expected,
    found,
    ...(help === undefined ? {} : { help }),
  };
}

/** Spellings that other languages use: each is reported once, then read as what was meant. */
import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic, DiagnosticSink, Fix, Span } from "../src/diagnostics/index.js";
import { chevrotain } from "./chevrotain.js";
import * as t from "./tokens.js";

interface ForeignSpelling {
  readonly message: string;
  readonly help: string;
  /** Absent where no replacement text would be right. */
  readonly replacement?: string;
  readonly readAs: TokenType;
}

function spellingOf(token: IToken): ForeignSpelling {
  const quoted = `\`${token.image}\``;
  switch (token.tokenType) {
    case t.Ampersand:
      return {
        message: `${quoted} is not an operator here`,
        help: "write `and`",
        replacement: "and",
        readAs: t.And,
      };
    case t.Exclamation:
      return {
        message: "`!` is not an operator here",
        help: "write `not`",
        replacement: "not ",
        readAs: t.Not,
      };
    case t.Semicolon:
      return {
        message: "`;` does not end a statement",
        help: "start a new line",
        replacement: "\n",
        readAs: t.LineEnd,
      };
    case t.FloorDivide:
      return {
        message: "`//` is not an operator here",
        help: "write `floor(a / b)`, or `a / b` for nesting",
        readAs: t.Divide,
      };
    default:
      return percentSpelling(token.image);
  }
}

function percentSpelling(image: string): ForeignSpelling {
  if (image === "%in%") {
    const help = "write `a:b` for the interaction of a nested factor";
    return { message: "`%in%` is R's nesting operator", help, replacement: ":", readAs: t.Colon };
  }
  const help = "write `a - b * floor(a / b)` for the remainder of a / b";
  return { message: `\`${image}\` is not an operator here`, help, readAs: t.Times };
}

export function spanOf(file: string, token: IToken): Span {
  return { file, start: token.startOffset, end: token.startOffset + token.image.length };
}

/** The same place in the text, read as a token of another type. */
function reread(token: IToken, tokenType: TokenType, from = 0, to = token.image.length): IToken {
  const start = token.startOffset + from;
  const column = (token.startColumn ?? 1) + from;
  const line = token.startLine ?? 1;
  const image = token.image.slice(from, to);
  const end = start + image.length - 1;
  return chevrotain.createTokenInstance(
    tokenType,
    image,
    start,
    end,
    line,
    line,
    column,
    column + image.length - 1,
  );
}

const closers: Readonly<Record<string, TokenType>> = {
  ")": t.RightParenthesis,
  "]": t.RightBracket,
  "}": t.RightBrace,
  ",": t.Comma,
};

/** A text without its closing quote ends before the brackets that close what is open around it. */
function endUnclosedText(token: IToken, openBrackets: number): IToken[] {
  const tail = /[)\]},\s]*$/.exec(token.image)?.[0] ?? "";
  let start = token.image.length;
  let closing = 0;
  for (let at = start - 1; at >= Math.max(1, token.image.length - tail.length); at--) {
    if (/[)\]}]/.test(token.image.charAt(at)) && ++closing > openBrackets) break;
    start = at;
  }
  const text = reread(token, token.tokenType === t.UnclosedName ? t.QuotedName : t.Text, 0, start);
  const rest = Array.from(token.image.slice(start), (character, position) => {
    const type = closers[character];
    return type && reread(token, type, start + position, start + position + 1);
  });
  return [text, ...rest.filter((closer) => closer !== undefined)];
}

function closingFix(text: IToken, quote: string, file: string): Fix {
  const { end } = spanOf(file, text);
  return { span: { file, start: end, end }, replacement: quote };
}

function unclosedText(token: IToken, text: IToken | undefined, file: string): Diagnostic {
  const quote = token.image.slice(0, 1);
  const what = quote === "`" ? "name" : "text";
  const empty = token.image === "``";
  return {
    code: "unterminated-string",
    severity: "error",
    message: empty ? "a name in back-quotes is empty" : `this ${what} has no closing ${quote}`,
    span: spanOf(file, text ?? token),
    ...(!empty && { help: `a ${what} ends on the line where it begins; close it with ${quote}` }),
    ...(what === "text" && text !== undefined && { fix: closingFix(text, quote, file) }),
  };
}

function readForeign(token: IToken, file: string, sink: DiagnosticSink): IToken {
  const { message, help, replacement, readAs } = spellingOf(token);
  const span = spanOf(file, token);
  const fix = replacement === undefined ? {} : { fix: { span, replacement } };
  sink.report({ code: "foreign-operator", severity: "error", message, span, help, ...fix });
  return reread(token, readAs);
}

/** Reports every foreign spelling and unclosed text, and returns tokens that the grammar knows. */
export function readForeignSpellings(
  tokens: readonly IToken[],
  file: string,
  sink: DiagnosticSink,
): IToken[] {
  let openBrackets = 0;
  return tokens.flatMap((token) => {
    if (/^[([{]$/.test(token.image)) openBrackets++;
    if (/^[)\]}]$/.test(token.image)) openBrackets--;
    if (token.tokenType === t.UnclosedText || token.tokenType === t.UnclosedName) {
      const [text, ...rest] = endUnclosedText(token, openBrackets);
      openBrackets -= rest.filter(({ tokenType }) => tokenType !== t.Comma).length;
      sink.report(unclosedText(token, text, file));
      return text === undefined ? rest : [text, ...rest];
    }
    return chevrotain.tokenMatcher(token, t.Foreign) ? [readForeign(token, file, sink)] : [token];
  });
}

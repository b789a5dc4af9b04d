/** Every token of the language, in the order in which the lexer tries them. */
import type { ITokenConfig, TokenType } from "chevrotain";
import { chevrotain } from "./chevrotain.js";

const { createToken, Lexer } = chevrotain;

/** Words count letters of every script; a name may hold digits, `_` and `.` after its first character. */
const word = /[\p{L}_][\p{L}\p{M}\p{N}_.]*/uy;

function matchWord(text: string, offset: number): RegExpExecArray | null {
  word.lastIndex = offset;
  return word.exec(text);
}

/** Characters that may open a word; beyond Latin-1 the lexer sorts characters in groups of 255. */
function wordStarts(): (string | number)[] {
  const latin = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
  const groups = Array.from({ length: 256 }, (_, group) => 256 + 255 * group);
  return [...latin.filter((character) => matchWord(character, 0)), ...groups];
}

/** First characters are stated, since finding them out from expressions would slow each start. */
function token(
  name: string,
  pattern: RegExp | string,
  rest: Partial<ITokenConfig> & { readonly starts?: string } = {},
): TokenType {
  const { starts, ...config } = rest;
  const hint = starts === undefined ? {} : { start_chars_hint: starts.split("") };
  return createToken({ name, pattern, line_breaks: false, ...hint, ...config });
}

function category(name: string, label: string): TokenType {
  return createToken({ name, pattern: Lexer.NA, label });
}

export const Name: TokenType = category("Name", "a name");
export const BinaryOperator: TokenType = category("BinaryOperator", "an operator");
export const PrefixOperator: TokenType = category("PrefixOperator", "a sign or `not`");
export const Constant: TokenType = category("Constant", "true, false or none");
/** What the line structure puts between the items of a block, for a line end or a comma. */
export const ItemEnd: TokenType = category("ItemEnd", "the end of the line or `,`");
/** Spellings of other languages: each is reported by name, then read as what it stands for. */
export const Foreign: TokenType = category("Foreign", "an operator of another language");

const identifier = createToken({
  name: "Identifier",
  pattern: matchWord,
  line_breaks: false,
  start_chars_hint: wordStarts(),
  categories: [Name],
  label: "a name",
});
export const Identifier: TokenType = identifier;

export const QuotedName: TokenType = token("QuotedName", /`[^`\r\n]+`/, {
  starts: "`",
  categories: [Name],
});

/** Reserved everywhere; a column of this name is written in back-quotes. */
const reserved = (name: string, pattern: RegExp | string, categories: TokenType[]): TokenType => {
  const starts = `${name.charAt(0).toLowerCase()}${name.charAt(0)}`;
  return token(name, pattern, { starts, longer_alt: identifier, categories });
};
/** A keyword only where a declaration or an item begins; a plain name elsewhere. */
const contextual = (name: string, pattern: RegExp | string): TokenType =>
  token(name, pattern, { longer_alt: identifier, categories: [Name] });
const binary = (name: string, pattern: RegExp | string, starts?: string): TokenType =>
  token(name, pattern, { ...(starts !== undefined && { starts }), categories: [BinaryOperator] });
const foreign = (name: string, pattern: RegExp | string, starts?: string): TokenType =>
  token(name, pattern, { ...(starts !== undefined && { starts }), categories: [Foreign] });

export const LineEnd: TokenType = token("LineEnd", /\r\n|\n|\r/, {
  starts: "\r\n",
  line_breaks: true,
  label: "the end of the line",
});
export const Blank: TokenType = token("Blank", /[^\S\r\n]+/, {
  group: Lexer.SKIPPED,
  start_chars_hint: [" ", "\t", "\v", "\f", "\u00a0", "\u1680", "\u2000", "\u3000", "\ufeff"],
});
export const Comment: TokenType = token("Comment", /#[^\r\n]*/, { starts: "#", group: "comments" });

export const Text: TokenType = token("Text", /"[^"\r\n]*"|'[^'\r\n]*'/, { starts: `"'` });
export const UnclosedText: TokenType = token("UnclosedText", /["'][^\r\n]*/, { starts: `"'` });
export const UnclosedName: TokenType = token("UnclosedName", /``|`[^\r\n]*/, { starts: "`" });
export const Numeral: TokenType = token(
  "Numeral",
  /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/,
  { starts: ".0123456789" },
);

export const True: TokenType = reserved("True", /[tT]rue/, [Constant]);
export const False: TokenType = reserved("False", /[fF]alse/, [Constant]);
export const None: TokenType = reserved("None", /[nN]one/, [Constant]);
export const And: TokenType = reserved("And", "and", [BinaryOperator]);
export const Or: TokenType = reserved("Or", "or", [BinaryOperator]);
export const Not: TokenType = reserved("Not", "not", [PrefixOperator]);

export const Data: TokenType = contextual("Data", "data");
export const Model: TokenType = contextual("Model", "model");
export const On: TokenType = contextual("On", "on");
export const Prior: TokenType = contextual("Prior", "prior");
export const Aggregate: TokenType = contextual("Aggregate", "aggregate");
export const By: TokenType = contextual("By", "by");
export const To: TokenType = contextual("To", "to");

export const Power: TokenType = binary("Power", /\*\*|\^/, "*^");
export const Times: TokenType = binary("Times", "*");
export const FloorDivide: TokenType = foreign("FloorDivide", "//");
export const Divide: TokenType = binary("Divide", "/");
export const DoubleBar: TokenType = binary("DoubleBar", "||");
export const Bar: TokenType = binary("Bar", "|");
export const Ampersand: TokenType = foreign("Ampersand", /&&?/, "&");
export const Equal: TokenType = binary("Equal", "==");
export const NotEqual: TokenType = binary("NotEqual", "!=");
export const Exclamation: TokenType = foreign("Exclamation", "!");
export const Assign: TokenType = token("Assign", "=");
export const AtMost: TokenType = binary("AtMost", "<=");
export const Less: TokenType = binary("Less", "<");
export const AtLeast: TokenType = binary("AtLeast", ">=");
export const Greater: TokenType = binary("Greater", ">");
export const Tilde: TokenType = binary("Tilde", "~");
export const Colon: TokenType = binary("Colon", ":");
export const Percent: TokenType = foreign("Percent", /%[A-Za-z]*%|%/, "%");
export const Semicolon: TokenType = foreign("Semicolon", ";");
export const Plus: TokenType = token("Plus", "+", {
  categories: [BinaryOperator, PrefixOperator],
});
export const Minus: TokenType = token("Minus", "-", {
  categories: [BinaryOperator, PrefixOperator],
});

export const LeftParenthesis: TokenType = token("LeftParenthesis", "(");
export const RightParenthesis: TokenType = token("RightParenthesis", ")");
export const LeftBracket: TokenType = token("LeftBracket", "[");
export const RightBracket: TokenType = token("RightBracket", "]");
export const LeftBrace: TokenType = token("LeftBrace", "{");
export const RightBrace: TokenType = token("RightBrace", "}");
export const Comma: TokenType = token("Comma", ",");

export const tokens: TokenType[] = [
  LineEnd, Blank, Comment,
  Text, UnclosedText, QuotedName, UnclosedName, Numeral,
  True, False, None, And, Or, Not,
  Data, Model, On, Prior, Aggregate, By, To,
  Identifier,
  Power, Times, FloorDivide, Divide, DoubleBar, Bar, Ampersand,
  Equal, NotEqual, Exclamation, Assign, AtMost, Less, AtLeast, Greater,
  Tilde, Colon, Percent, Semicolon, Plus, Minus,
  LeftParenthesis, RightParenthesis, LeftBracket, RightBracket, LeftBrace, RightBrace, Comma,
  Name, BinaryOperator, PrefixOperator, Constant, ItemEnd, Foreign,
]; // prettier-ignore

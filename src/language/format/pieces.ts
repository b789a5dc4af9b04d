/** The tokens and comments of a file in order, each with the role that decides the space around it. */
import { matchesToken, tokenTypes as t } from "../../../grammar/index.js";
import type { IToken, SyntaxTree } from "../../../grammar/index.js";

/** What a piece is to its neighbours. */
export type Role =
  | "operand"
  | "binary"
  | "interaction"
  | "sign"
  | "key-colon"
  | "race-colon"
  | "comma"
  | "open"
  | "open-call"
  | "close"
  | "open-block"
  | "close-block"
  | "comment";

export interface Piece {
  readonly text: string;
  readonly role: Role;
  /** Lines of the text as written, from one. */
  readonly startLine: number;
  readonly endLine: number;
  /** First of a statement, or of an item that a line end separates from the one before. */
  readonly begins: boolean;
}

type Bracket = "data-block" | "model-block" | "record" | "other";

/** Roles are read from left to right; the open brackets say what a brace and a colon mean. */
interface Reading {
  readonly tokens: readonly IToken[];
  readonly open: Bracket[];
  /** The kind of block that a brace outside all brackets would open. */
  block: "data-block" | "model-block" | undefined;
}

const isOneOf = (token: IToken | undefined, types: readonly IToken["tokenType"][]): boolean =>
  token !== undefined && types.some((type) => matchesToken(token, type));

const openers = [t.LeftParenthesis, t.LeftBracket, t.LeftBrace];
const closers = [t.RightParenthesis, t.RightBracket, t.RightBrace];

function endsOperand(token: IToken | undefined): boolean {
  return isOneOf(token, [t.Name, t.Numeral, t.Text, t.Constant, ...closers]);
}

function blockOf(first: IToken, second: IToken | undefined): Reading["block"] {
  if (!isOneOf(second, [t.Name])) return undefined;
  if (first.tokenType === t.Data) return "data-block";
  return first.tokenType === t.Model ? "model-block" : undefined;
}

function braceKind({ tokens, open, block }: Reading, position: number): Bracket {
  const [next, second] = [tokens[position + 1], tokens[position + 2]];
  if (block !== undefined && open.length === 0 && endsOperand(tokens[position - 1])) return block;
  const keyed = isOneOf(next, [t.Name, t.Text]) && isOneOf(second, [t.Colon]);
  return keyed || isOneOf(next, [t.RightBrace]) ? "record" : "other";
}

function openerRole(reading: Reading, position: number): Role {
  const token = reading.tokens[position];
  if (!isOneOf(token, [t.LeftBrace])) {
    reading.open.push("other");
    return endsOperand(reading.tokens[position - 1]) ? "open-call" : "open";
  }
  const kind = braceKind(reading, position);
  reading.open.push(kind);
  return kind.endsWith("block") ? "open-block" : "open";
}

/** A colon after the first name of a record's entry or of a column clause. */
function isKeyColon({ tokens, open }: Reading, position: number): boolean {
  const innermost = open.at(-1);
  if (innermost !== "record" && innermost !== "data-block") return false;
  return isOneOf(tokens[position - 2], [t.LeftBrace, t.Comma, t.ItemEnd]);
}

/** A colon after the name with which a model's formula begins, before a call: `governor: votes(...) ~ ...`. */
function isRaceColon({ tokens, open }: Reading, position: number): boolean {
  if (open.at(-1) !== "model-block" || !isOneOf(tokens[position - 1], [t.Name])) return false;
  const before = tokens[position - 2];
  const first = isOneOf(before, [t.LeftBrace, t.ItemEnd, t.LineEnd]);
  return first && isOneOf(tokens[position + 2], [t.LeftParenthesis]);
}

function operatorRole(reading: Reading, position: number, token: IToken): Role {
  if (token.tokenType === t.Colon) {
    if (isRaceColon(reading, position)) return "race-colon";
    return isKeyColon(reading, position) ? "key-colon" : "interaction";
  }
  const sign = isOneOf(token, [t.Plus, t.Minus]) && !endsOperand(reading.tokens[position - 1]);
  return sign ? "sign" : "binary";
}

function roleOf(reading: Reading, position: number, token: IToken): Role {
  if (isOneOf(token, [t.Comma, t.ItemEnd])) return "comma";
  if (isOneOf(token, openers)) return openerRole(reading, position);
  if (isOneOf(token, closers)) {
    return reading.open.pop()?.endsWith("block") === true ? "close-block" : "close";
  }
  return isOneOf(token, [t.BinaryOperator]) ? operatorRole(reading, position, token) : "operand";
}

function canonicalText(token: IToken): string {
  if (token.tokenType === t.Power) return "**";
  return matchesToken(token, t.Constant) ? token.image.toLowerCase() : token.image;
}

function endsLine({ tokenType, image }: IToken): boolean {
  return tokenType === t.LineEnd || (tokenType === t.ItemEnd && image === "");
}

function tokenPieces(tokens: readonly IToken[]): (Piece & { readonly offset: number })[] {
  const reading: Reading = { tokens, open: [], block: undefined };
  return tokens.flatMap((token, position) => {
    if (endsLine(token)) return [];
    const previous = tokens[position - 1];
    const begins = previous === undefined || endsLine(previous);
    if (begins && reading.open.length === 0) reading.block = blockOf(token, tokens[position + 1]);
    const line = token.startLine ?? 1;
    const role = roleOf(reading, position, token);
    const text = canonicalText(token);
    return [{ text, role, startLine: line, endLine: line, begins, offset: token.startOffset }];
  });
}

/** Tokens and comments in the order of the text; blanks at the end of a comment are dropped. */
export function readPieces({ tokens, comments }: SyntaxTree): readonly Piece[] {
  const notes = comments.map(({ image, startLine = 1, startOffset }) => ({
    text: image.trimEnd(),
    role: "comment" as const,
    startLine,
    endLine: startLine,
    begins: false,
    offset: startOffset,
  }));
  return [...tokenPieces(tokens), ...notes].sort((one, other) => one.offset - other.offset);
}

/** Canonical text of expressions: the names of terms are printed by this, so it never drops a needed bracket. */
import { binaryPrecedence, chains, prefixPrecedence } from "../../grammar/index.js";
import type {
  Argument,
  BinaryExpression,
  BracedExpression,
  Expression,
  Formula,
  Name,
  ParenthesisedExpression,
  RecordExpression,
  TextLiteral,
  UnaryExpression,
} from "./ast.js";

const tightest = Number.POSITIVE_INFINITY;

function precedence(expression: Expression): number {
  if (expression.kind === "binary") return binaryPrecedence(expression.operator);
  if (expression.kind === "unary") return prefixPrecedence(expression.operator);
  return tightest;
}

/** The text of `expression`, in parentheses where it binds looser than `floor`. */
function printAt(expression: Expression, floor: number): string {
  const text = printExpression(expression);
  return precedence(expression) < floor ? `(${text})` : text;
}

function printName({ text, quoted }: Name): string {
  return quoted ? `\`${text}\`` : text;
}

function printText({ value, quote }: TextLiteral): string {
  const other = quote === '"' ? "'" : '"';
  const mark = value.includes(quote) ? other : quote;
  return `${mark}${value}${mark}`;
}

/** Interactions stand close, as in names of terms (`a:b`); every other operator has spaces. */
function printBinary({ operator, left, right }: BinaryExpression): string {
  const level = binaryPrecedence(operator);
  const before = printAt(left, chains(operator) ? level : level + 1);
  const after = printAt(right, level + 1);
  return operator === ":" ? `${before}:${after}` : `${before} ${operator} ${after}`;
}

function printArgument({ name, value }: Argument): string {
  const text = printExpression(value);
  return name === undefined ? text : `${printName(name)}=${text}`;
}

/** `{a:b}` would read as a record. */
function opensLikeRecord(expression: Expression): boolean {
  if (expression.kind !== "binary") return false;
  const { operator, left } = expression;
  if (operator === ":" && (left.kind === "name" || left.kind === "text")) return true;
  return opensLikeRecord(left);
}

const listed = (items: readonly string[]): string => items.join(", ");

function printRecord({ entries }: RecordExpression): string {
  return `{${listed(entries.map(({ key, value }) => `${printName(key)}: ${printExpression(value)}`))}}`;
}

function printBraced({ inner }: BracedExpression): string {
  const text = printExpression(inner);
  return opensLikeRecord(inner) ? `{(${text})}` : `{${text}}`;
}

function printParenthesised({ inner, options = [] }: ParenthesisedExpression): string {
  return `(${listed([printExpression(inner), ...options.map(printArgument)])})`;
}

function printUnary({ operator, operand }: UnaryExpression): string {
  const text = printAt(operand, prefixPrecedence(operator));
  return operator === "not" ? `not ${text}` : `${operator}${text}`;
}

/** Text that parses back to the same tree; named arguments print as in Bambi's labels, `df=4`. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "name":
      return printName(expression);
    case "number":
      return expression.text;
    case "text":
      return printText(expression);
    case "constant":
      return String(expression.value ?? "none");
    case "list":
      return `[${listed(expression.items.map(printExpression))}]`;
    case "record":
      return printRecord(expression);
    case "braced":
      return printBraced(expression);
    case "parenthesised":
      return printParenthesised(expression);
    case "unary":
      return printUnary(expression);
    case "binary":
      return printBinary(expression);
    case "call":
      return `${printName(expression.callee)}(${listed(expression.arguments.map(printArgument))})`;
    case "index":
      return `${printAt(expression.object, tightest)}[${printExpression(expression.index)}]`;
  }
}

/** `response ~ terms` on one line. */
export function printFormula({ response, terms }: Formula): string {
  const level = binaryPrecedence("~") + 1;
  return `${printAt(response, level)} ~ ${printAt(terms, level)}`;
}

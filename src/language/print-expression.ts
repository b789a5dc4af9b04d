/** Canonical text of expressions: the names of terms are printed by this, so it never drops a needed bracket. */
import { binaryPrecedence, chains, prefixPrecedence } from "../../grammar/index.js";
import type { Argument, BinaryExpression, Expression, Formula, Name, TextLiteral } from "./ast.js";

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
      return expression.value === null ? "none" : String(expression.value);
    case "list":
      return `[${listed(expression.items.map(printExpression))}]`;
    case "record":
      return `{${listed(
        expression.entries.map(({ key, value }) => `${printName(key)}: ${printExpression(value)}`),
      )}}`;
    case "braced": {
      const inner = printExpression(expression.inner);
      return opensLikeRecord(expression.inner) ? `{(${inner})}` : `{${inner}}`;
    }
    case "parenthesised":
      return `(${printExpression(expression.inner)})`;
    case "unary": {
      const operand = printAt(expression.operand, prefixPrecedence(expression.operator));
      return expression.operator === "not" ? `not ${operand}` : `${expression.operator}${operand}`;
    }
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

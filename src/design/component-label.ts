/** The names of components in results: canonical text in which braces read `I(...)`. */
import type { Argument, BinaryOperator, Expression } from "../language/ast.js";

const precedence: Readonly<Record<BinaryOperator, number>> = {
  "~": 0,
  "|": 1,
  "||": 1,
  or: 2,
  and: 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  ":": 8,
  "**": 9,
};
const plainName = /^\p{L}[\p{L}\p{N}_.]*$/u;
const unaryPrecedence = 10;
const atomPrecedence = 11;

function precedenceOf(expression: Expression): number {
  if (expression.kind === "parenthesised") return precedenceOf(expression.inner);
  if (expression.kind === "binary") return precedence[expression.operator];
  if (expression.kind === "unary") return expression.operator === "not" ? 4 : unaryPrecedence;
  return atomPrecedence;
}

/** The text of an operand, in parentheses where it binds less tightly than its surroundings. */
function operandText(operand: Expression, least: number, names: NameStyle): string {
  const text = print(operand, names);
  return precedenceOf(operand) < least ? `(${text})` : text;
}

type NameStyle = "bare" | "quoted";

function argumentText({ name, value }: Argument, names: NameStyle): string {
  return name === undefined ? print(value, names) : `${name.text}=${print(value, names)}`;
}

function binaryText(expression: Expression & { kind: "binary" }, names: NameStyle): string {
  const binding = precedence[expression.operator];
  const left = operandText(expression.left, binding, names);
  const right = operandText(expression.right, binding + 1, names);
  const operator = expression.operator === ":" ? ":" : ` ${expression.operator} `;
  return `${left}${operator}${right}`;
}

function constantText(value: true | false | null): string {
  return value === null ? "None" : value ? "True" : "False";
}

function print(expression: Expression, names: NameStyle): string {
  const list = (items: readonly Argument[]): string =>
    items.map((item) => argumentText(item, names)).join(", ");
  switch (expression.kind) {
    case "name":
      return names === "quoted" && !plainName.test(expression.text)
        ? `\`${expression.text}\``
        : expression.text;
    case "number":
      return expression.text;
    case "text":
      return `${expression.quote}${expression.value}${expression.quote}`;
    case "constant":
      return constantText(expression.value);
    case "parenthesised":
      return print(expression.inner, names);
    case "braced":
      return `I(${print(expression.inner, names)})`;
    case "unary": {
      const operand = operandText(expression.operand, unaryPrecedence, names);
      return expression.operator === "not" ? `not ${operand}` : `${expression.operator}${operand}`;
    }
    case "binary":
      return binaryText(expression, names);
    case "call":
      return `${expression.callee.text}(${list(expression.arguments)})`;
    case "index":
      return `${print(expression.object, names)}[${print(expression.index, names)}]`;
    case "list":
      return `[${expression.items.map((item) => print(item, names)).join(", ")}]`;
    case "record":
      return `{${expression.entries
        .map(({ key, value }) => `${key.text}: ${print(value, names)}`)
        .join(", ")}}`;
  }
}

/** The name of a component as results show it: spaces made regular, back-quotes left out. */
export function componentLabel(expression: Expression): string {
  return print(expression, "bare");
}

/** Text that is the same for two expressions exactly when they mean the same column. */
export function expressionKey(expression: Expression): string {
  return print(expression, "quoted");
}

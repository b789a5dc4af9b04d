/** Lets expressions over columns use the session's numbers and texts: names become literals. */
import type { Argument, Expression } from "../language/ast.js";
import type { SessionValue } from "./session-value.js";

function literalFor(name: Expression & { kind: "name" }, value: SessionValue): Expression {
  const { span } = name;
  if (value.kind === "number")
    return { kind: "number", value: value.value, text: String(value.value), span };
  if (value.kind === "text") return { kind: "text", value: value.value, quote: '"', span };
  if (value.kind === "boolean") return { kind: "constant", value: value.value, span };
  return name;
}

/** The same expression with each part that stands inside it replaced. */
function mapParts(expression: Expression, replace: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case "list":
      return { ...expression, items: expression.items.map(replace) };
    case "record": {
      const entries = expression.entries.map(({ key, value }) => ({ key, value: replace(value) }));
      return { ...expression, entries };
    }
    case "braced":
    case "parenthesised":
      return { ...expression, inner: replace(expression.inner) };
    case "unary":
      return { ...expression, operand: replace(expression.operand) };
    case "binary":
      return { ...expression, left: replace(expression.left), right: replace(expression.right) };
    case "call": {
      const replaceValue = (argument: Argument): Argument => ({
        ...argument,
        value: replace(argument.value),
      });
      return { ...expression, arguments: expression.arguments.map(replaceValue) };
    }
    case "index":
      return {
        ...expression,
        object: replace(expression.object),
        index: replace(expression.index),
      };
    default:
      return expression;
  }
}

/** The same expression with session names replaced; a column of the same name comes first. */
export function fillInNames(
  expression: Expression,
  columns: ReadonlySet<string>,
  environment: ReadonlyMap<string, SessionValue>,
): Expression {
  if (expression.kind !== "name")
    return mapParts(expression, (part) => fillInNames(part, columns, environment));
  const value = columns.has(expression.text) ? undefined : environment.get(expression.text);
  return value === undefined ? expression : literalFor(expression, value);
}

/** Lets expressions over columns use the session's numbers and texts: names become literals. */
import type { Expression } from "../language/ast.js";
import type { SessionValue } from "./session-value.js";

function literalFor(name: Expression & { kind: "name" }, value: SessionValue): Expression {
  const { span } = name;
  if (value.kind === "number")
    return { kind: "number", value: value.value, text: String(value.value), span };
  if (value.kind === "text") return { kind: "text", value: value.value, quote: '"', span };
  if (value.kind === "boolean") return { kind: "constant", value: value.value, span };
  return name;
}

/** The same expression with session names replaced; a column of the same name comes first. */
export function fillInNames(
  expression: Expression,
  columns: ReadonlySet<string>,
  environment: ReadonlyMap<string, SessionValue>,
): Expression {
  const fill = (part: Expression): Expression => fillInNames(part, columns, environment);
  switch (expression.kind) {
    case "name": {
      const value = columns.has(expression.text) ? undefined : environment.get(expression.text);
      return value === undefined ? expression : literalFor(expression, value);
    }
    case "number":
    case "text":
    case "constant":
      return expression;
    case "list":
      return { ...expression, items: expression.items.map(fill) };
    case "record":
      return {
        ...expression,
        entries: expression.entries.map(({ key, value }) => ({ key, value: fill(value) })),
      };
    case "braced":
    case "parenthesised":
      return { ...expression, inner: fill(expression.inner) };
    case "unary":
      return { ...expression, operand: fill(expression.operand) };
    case "binary":
      return { ...expression, left: fill(expression.left), right: fill(expression.right) };
    case "call":
      return {
        ...expression,
        arguments: expression.arguments.map((argument) => ({
          ...argument,
          value: fill(argument.value),
        })),
      };
    case "index":
      return { ...expression, object: fill(expression.object), index: fill(expression.index) };
  }
}

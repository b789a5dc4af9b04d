/** Lets expressions over columns use the session's numbers, texts and lists: names become literals. */
import type { Span } from "../diagnostics/index.js";
import type { Argument, Expression, Name } from "../language/ast.js";
import type { SessionValue } from "./session-value.js";

/** Undefined for a value that no literal stands for. */
function literalFor(value: SessionValue, span: Span): Expression | undefined {
  switch (value.kind) {
    case "number":
      return { kind: "number", value: value.value, text: String(value.value), span };
    case "text":
      return { kind: "text", value: value.value, quote: '"', span };
    case "boolean":
      return { kind: "constant", value: value.value, span };
    case "list": {
      const items = value.items.map((item) => literalFor(item, span));
      const complete = items.every((item) => item !== undefined);
      return complete ? { kind: "list", items, span } : undefined;
    }
    default:
      return undefined;
  }
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

/** The same expression with session names replaced, which are told; a column of the same name comes first. */
export function fillInNames(
  expression: Expression,
  columns: ReadonlySet<string>,
  environment: ReadonlyMap<string, SessionValue>,
  onUse: (name: Name) => void = () => undefined,
): Expression {
  if (expression.kind !== "name")
    return mapParts(expression, (part) => fillInNames(part, columns, environment, onUse));
  const value = columns.has(expression.text) ? undefined : environment.get(expression.text);
  const literal = value && literalFor(value, expression.span);
  if (literal !== undefined) onUse(expression);
  return literal ?? expression;
}

/** The names of components in results: canonical text in which braces read `I(...)`. */
import type { Argument, CallExpression, Expression, Name } from "../language/ast.js";
import { isPlainName, printExpression } from "../language/index.js";

/** How names that need back-quotes are written. */
type NameStyle = "bare" | "quoted";

const constantNames: ReadonlyMap<boolean | null, string> = new Map([
  [true, "True"],
  [false, "False"],
  [null, "None"],
]);

function nameNode(text: string, quoted: boolean, { span }: Expression): Name {
  return { kind: "name", text, quoted, span };
}

function canonicalCall(call: CallExpression, style: NameStyle): CallExpression {
  const rewrite = (argument: Argument): Argument => ({
    ...argument,
    value: canonical(argument.value, style),
  });
  return { ...call, arguments: call.arguments.map(rewrite) };
}

/** `{x}` as `I(x)`, parentheses left to the printer, constants as Bambi spells them. */
function canonical(expression: Expression, style: NameStyle): Expression {
  const inner = (part: Expression): Expression => canonical(part, style);
  switch (expression.kind) {
    case "name": {
      const quoted = style === "quoted" && !isPlainName(expression.text);
      return nameNode(expression.text, quoted, expression);
    }
    case "constant":
      return nameNode(constantNames.get(expression.value) ?? "", false, expression);
    case "parenthesised":
      return inner(expression.inner);
    case "braced": {
      const { span } = expression;
      const value = inner(expression.inner);
      const callee = nameNode("I", false, expression);
      return { kind: "call", callee, arguments: [{ value, span }], span };
    }
    case "unary":
      return { ...expression, operand: inner(expression.operand) };
    case "binary":
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case "call":
      return canonicalCall(expression, style);
    case "index":
      return { ...expression, object: inner(expression.object), index: inner(expression.index) };
    case "list":
      return { ...expression, items: expression.items.map(inner) };
    default:
      return expression;
  }
}

/** The name of a component as results show it: spaces made regular, back-quotes left out. */
export function componentLabel(expression: Expression): string {
  return printExpression(canonical(expression, "bare"));
}

/** Text that is the same for two expressions exactly when they mean the same column. */
export function expressionKey(expression: Expression): string {
  return printExpression(canonical(expression, "quoted"));
}

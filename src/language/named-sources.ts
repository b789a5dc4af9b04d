/** Where a formula names graphs and data that stand beside its own. */
import type { Argument, Expression, Formula, Name } from "./ast.js";

/** Every argument of a call or a group-specific term, wherever it stands. */
function argumentsIn(expression: Expression): readonly Argument[] {
  const of = (given: readonly Argument[]): readonly Argument[] =>
    given.flatMap((argument) => [argument, ...argumentsIn(argument.value)]);
  switch (expression.kind) {
    case "call":
      return of(expression.arguments);
    case "parenthesised":
      return [...argumentsIn(expression.inner), ...of(expression.options ?? [])];
    case "braced":
      return argumentsIn(expression.inner);
    case "unary":
      return argumentsIn(expression.operand);
    case "binary":
      return [...argumentsIn(expression.left), ...argumentsIn(expression.right)];
    default:
      return [];
  }
}

/** Where a formula names graphs or data; without a keyword a column comes first. */
export function namesInFormula(
  { terms }: Formula,
  frame: { readonly columns: readonly { readonly name: string }[] },
  named: ReadonlyMap<string, { readonly kind: string }>,
): readonly Name[] {
  return argumentsIn(terms).flatMap(({ name, value }) => {
    if (value.kind !== "name") return [];
    const kind = named.get(value.text)?.kind;
    const isColumn = frame.columns.some((column) => column.name === value.text);
    const meant = name === undefined ? !isColumn : name.text === "graph" || name.text === "cov";
    return meant && (kind === "graph" || kind === "data") ? [value] : [];
  });
}

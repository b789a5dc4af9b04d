/** The graphs and data of a session, as formulas may name them, and where they do. */
import type { DataFrame, NeighbourGraph } from "../data/index.js";
import type { FormulaSources } from "../design/index.js";
import type { Argument, Expression, Formula, Name } from "../language/ast.js";
import type { SessionValue } from "./session-value.js";

export function formulaSources(environment: ReadonlyMap<string, SessionValue>): FormulaSources {
  const graphs = new Map<string, NeighbourGraph>();
  const frames = new Map<string, DataFrame>();
  const absent = new Set<string>();
  for (const [name, value] of environment) {
    if (value.kind === "graph") graphs.set(name, value);
    else if (value.kind === "data") frames.set(name, value);
    else if (value.kind === "failed") absent.add(name);
  }
  return { graphs, frames, absent };
}

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

/** Where a formula names graphs or data of the session; without a keyword a column comes first. */
export function namesInFormula(
  { terms }: Formula,
  frame: DataFrame,
  environment: ReadonlyMap<string, SessionValue>,
): readonly Name[] {
  return argumentsIn(terms).flatMap(({ name, value }) => {
    if (value.kind !== "name") return [];
    const kind = environment.get(value.text)?.kind;
    const isColumn = frame.columns.some((column) => column.name === value.text);
    const meant = name === undefined ? !isColumn : name.text === "graph" || name.text === "cov";
    return meant && (kind === "graph" || kind === "data") ? [value] : [];
  });
}

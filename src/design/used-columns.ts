/** The columns that a formula mentions: where missing values are looked for, and what new rows must have. */
import type { Argument, CallExpression, Expression, Name } from "../language/ast.js";
import type { DesignState } from "./design-blocks.js";
import { expandTerms } from "./expand-terms.js";
import type { TermSet } from "./term.js";
import { parameterOf } from "./transforms/formula-function.js";
import { findFormulaFunction } from "./transforms/index.js";

function columnArguments(call: CallExpression): readonly Argument[] {
  const parameters = findFormulaFunction(call.callee.text)?.parameters;
  if (!parameters) return call.arguments;
  return call.arguments.filter(
    (_, position) => parameterOf(call, position, parameters)?.column !== false,
  );
}

/** Names of columns in an expression, in order of mention; options of calls are left out. */
function namesIn(expression: Expression): readonly Name[] {
  switch (expression.kind) {
    case "name":
      return [expression];
    case "braced":
    case "parenthesised":
      return namesIn(expression.inner);
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case "index":
      return namesIn(expression.object);
    case "call":
      return columnArguments(expression).flatMap(({ value }) => namesIn(value));
    case "list":
      return expression.items.flatMap(namesIn);
    case "number":
    case "text":
    case "constant":
    case "record":
      return [];
  }
}

function firstMentions(names: readonly Name[]): readonly Name[] {
  const first = new Map<string, Name>();
  for (const name of names) if (!first.has(name.text)) first.set(name.text, name);
  return [...first.values()];
}

export function columnsOfExpression(expression: Expression): readonly Name[] {
  return firstMentions(namesIn(expression));
}

/** The columns of a right side, each at its first mention. */
export function columnsOfTerms({ terms, groups, structured }: TermSet): readonly Name[] {
  const all = [...terms, ...groups.flatMap((group) => [...group.terms, group.factor])];
  return firstMentions(
    [
      ...all.flatMap(({ components }) => components.map(({ expression }) => expression)),
      ...structured.flatMap(({ column, by }) => (by ? [column, by] : [column])),
    ].flatMap(namesIn),
  );
}

/** How the right side of a formula uses a column. */
export interface PredictorColumn {
  readonly name: string;
  /** Values are told apart as levels or nodes, so that values between them mean nothing. */
  readonly categorical: boolean;
  /** Only values that the fit has had can be predicted for; new levels of a grouping factor can be drawn. */
  readonly closed: boolean;
}

/** The columns of the right side, in order of mention. */
export function predictorColumns({ formula, levels }: DesignState): readonly PredictorColumn[] {
  const set = expandTerms(formula.terms, { report: () => undefined });
  const named = (expressions: readonly Expression[]): ReadonlySet<string> =>
    new Set(expressions.flatMap(namesIn).map(({ text }) => text));
  const factors = named(
    set.groups.flatMap(({ factor }) => factor.components.map(({ expression }) => expression)),
  );
  const nodes = named(set.structured.flatMap(({ column, by }) => (by ? [column, by] : [column])));
  const effects = [...set.terms, ...set.groups.flatMap(({ terms }) => terms)].flatMap(
    ({ components }) => components,
  );
  const coded = named(
    effects.filter(({ key }) => key in levels).map(({ expression }) => expression),
  );
  const inEffects = named(effects.map(({ expression }) => expression));
  return columnsOfTerms(set).map(({ text: name }) => ({
    name,
    categorical: factors.has(name) || nodes.has(name) || coded.has(name),
    closed: nodes.has(name) || inEffects.has(name),
  }));
}

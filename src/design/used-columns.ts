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
  /** Levels and nodes of the fit, those without data included. */
  readonly levels: readonly string[];
}

/** A column, or an expression over columns, with the levels that the fit gave it. */
interface Coded {
  readonly expression: Expression;
  readonly levels: readonly string[];
}

function namesOf(coded: readonly Coded[]): ReadonlySet<string> {
  return new Set(coded.flatMap(({ expression }) => namesIn(expression)).map(({ text }) => text));
}

/** What the column itself is coded by; levels of expressions over it are no values of it. */
function levelsOf(coded: readonly Coded[], name: string): readonly string[] {
  const plain = coded.filter(
    ({ expression }) => expression.kind === "name" && expression.text === name,
  );
  return [...new Set(plain.flatMap(({ levels }) => levels))];
}

/** The columns of the right side, in order of mention. */
export function predictorColumns(state: DesignState): readonly PredictorColumn[] {
  const set = expandTerms(state.formula.terms, { report: () => undefined });
  const factors = set.groups.flatMap(({ factor }) =>
    factor.components.map(({ key, expression }): Coded => ({
      expression,
      levels: state.groupLevels[key] ?? [],
    })),
  );
  const nodes = set.structured.flatMap(({ name, column, by }): Coded[] => {
    const { nodes: levels = [], copies = [] } = state.structured[name] ?? {};
    return [{ expression: column, levels }, ...(by ? [{ expression: by, levels: copies }] : [])];
  });
  const effects = [...set.terms, ...set.groups.flatMap(({ terms }) => terms)].flatMap(
    ({ components }) =>
      components.map(({ key, expression }) => ({ expression, levels: state.levels[key] })),
  );
  const coded = effects.flatMap(({ expression, levels }) =>
    levels ? [{ expression, levels }] : [],
  );
  const all = [...factors, ...nodes, ...coded];
  const categorical = namesOf(all);
  const closed = namesOf([...nodes, ...effects.map((one) => ({ ...one, levels: [] }))]);
  return columnsOfTerms(set).map(({ text: name }) => ({
    name,
    categorical: categorical.has(name),
    closed: closed.has(name),
    levels: levelsOf(all, name),
  }));
}

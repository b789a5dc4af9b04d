/** Arguments that verbs take as written: names of columns, margins of them, records of recodes. */
import type { Expression, Name, RecordExpression } from "../language/ast.js";

export function columnName(expression: Expression): Name | undefined {
  if (expression.kind === "name") return expression;
  if (expression.kind !== "text") return undefined;
  return { kind: "name", text: expression.value, quoted: true, span: expression.span };
}

/** A column or a list of columns, at least one. */
export function columnNames(expression: Expression): readonly Name[] | undefined {
  if (expression.kind !== "list") {
    const single = columnName(expression);
    return single && [single];
  }
  const names = expression.items.map(columnName);
  return names.every((name) => name !== undefined) && names.length > 0 ? names : undefined;
}

/** `[state, age]` is one grouping; with a list inside every item is one: `[[state, age], state, []]`. */
export function groupingsOf(expression: Expression): readonly (readonly Name[])[] | undefined {
  const nested = expression.kind === "list" && expression.items.some(({ kind }) => kind === "list");
  const items = nested ? expression.items : [expression];
  const groupings = items.map((item) =>
    nested && item.kind === "list" && item.items.length === 0 ? [] : columnNames(item),
  );
  return groupings.every((grouping) => grouping !== undefined) ? groupings : undefined;
}

/** The variables of `age:edu`, of which each stands once. */
function crossedNames(expression: Expression): readonly Name[] | undefined {
  if (expression.kind === "parenthesised") return crossedNames(expression.inner);
  if (expression.kind !== "binary" || expression.operator !== ":") {
    const single = columnName(expression);
    return single && [single];
  }
  const [left, right] = [crossedNames(expression.left), crossedNames(expression.right)];
  if (left === undefined || right === undefined) return undefined;
  const names = [...left, ...right];
  return new Set(names.map(({ text }) => text)).size === names.length ? names : undefined;
}

/** `[state, age:edu]`: the variables of each margin. */
export function marginNames(expression: Expression): readonly (readonly Name[])[] | undefined {
  const items = expression.kind === "list" ? expression.items : [expression];
  const margins = items.map(crossedNames);
  return margins.every((margin) => margin !== undefined) && margins.length > 0
    ? margins
    : undefined;
}

/** A record with entries. */
export function recordOf(expression: Expression): RecordExpression | undefined {
  return expression.kind === "record" && expression.entries.length > 0 ? expression : undefined;
}

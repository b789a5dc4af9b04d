/** Random functions that look at more than one row: draws per level, multinomial counts, choices. */
import { sampleBinomial } from "../math/index.js";
import type { CallExpression, Expression, Name } from "../language/ast.js";
import { namesIn, requireColumns } from "./column-names.js";
import { selectRows } from "./data-frame.js";
import type { Column } from "./data-frame.js";
import { evaluateNumbers, numericValue, refuse } from "./evaluated-column.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";
import { matchArguments } from "./function-arguments.js";
import { readLevelList } from "./level-lists.js";
import { groupRows } from "./row-groups.js";
import type { RowGroups } from "./row-groups.js";

function isSameCell(column: Column, left: number, right: number): boolean {
  if (column.kind === "factor") return column.codes[left] === column.codes[right];
  return Object.is(column.values[left], column.values[right]);
}

/** A column inside `each` must not vary within a group, or its value would be an accident of row order. */
function findVaryingColumn(
  expression: Expression,
  { index, firstRows }: RowGroups,
  { frame }: EvaluationContext,
): string | undefined {
  const names = namesIn(expression);
  const columns = frame.columns.filter(({ name }) => names.includes(name));
  const varies = (column: Column): boolean =>
    index.some((group, row) => group >= 0 && !isSameCell(column, row, firstRows[group]!));
  return columns.find(varies)?.name;
}

function spread(value: EvaluatedColumn, { index }: RowGroups): EvaluatedColumn {
  switch (value.kind) {
    case "numeric":
      return numericValue(
        Float64Array.from(index, (group) => (group < 0 ? NaN : value.values[group]!)),
      );
    case "factor":
      return { ...value, codes: index.map((group) => (group < 0 ? -1 : value.codes[group]!)) };
    case "text":
      return { ...value, values: Array.from(index, (group) => value.values[group]) };
  }
}

/** `each(state, eth, normal(0, 0.3))`: one value for every combination of levels that occurs. */
export function each(
  call: CallExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const values = call.arguments.map(({ value }) => value);
  const expression = values.at(-1);
  const keys = values.slice(0, -1).filter((value): value is Name => value.kind === "name");
  if (expression === undefined || keys.length === 0 || keys.length < values.length - 1) {
    refuse(context, call.span, "`each` needs columns and then one expression", {
      expected: "each(column, ..., expression)",
    });
    return undefined;
  }
  const columns = requireColumns(context.frame, keys, context.sink);
  if (columns === undefined) return undefined;
  const groups = groupRows(context.frame, columns);
  const varying = findVaryingColumn(expression, groups, context);
  if (varying !== undefined) {
    refuse(context, expression.span, `\`${varying}\` has several values within a level`, {
      expected: "columns that are constant for each combination of levels",
    });
    return undefined;
  }
  const frame = selectRows(context.frame, groups.firstRows, context.frame.name);
  const drawn = context.evaluate(expression, { ...context, frame });
  return drawn && spread(drawn, groups);
}

/** Multinomial counts by successive binomials, each row's share of what is left. */
export function allocate(
  call: CallExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const shape = { parameters: ["total", "weight"], optional: [], variadic: false };
  const given = matchArguments(call, shape, context);
  const totals = given && evaluateNumbers(given.get("total")!, context, "`allocate`");
  const weights = given && evaluateNumbers(given.get("weight")!, context, "`allocate`");
  if (totals === undefined || weights === undefined) return undefined;
  const total = totals[0]!;
  const sum = weights.reduce((partial, weight) => partial + weight, 0);
  if (!Number.isSafeInteger(total) || total < 0 || totals.some((value) => value !== total)) {
    refuse(context, call.span, "`allocate` needs one whole number to allocate");
    return undefined;
  }
  if (!weights.every((weight) => weight >= 0) || !(sum > 0 && sum < Infinity)) {
    refuse(
      context,
      call.span,
      "`allocate` needs weights that are not negative, with a positive sum",
    );
    return undefined;
  }
  return numericValue(drawMultinomial(total, weights, context));
}

function drawMultinomial(
  total: number,
  weights: Float64Array,
  { random }: EvaluationContext,
): Float64Array {
  const counts = new Float64Array(weights.length);
  const remaining = new Float64Array(weights.length + 1);
  for (let row = weights.length - 1; row >= 0; row--) {
    remaining[row] = remaining[row + 1]! + weights[row]!;
  }
  let rest = total;
  for (let row = 0; row < weights.length && rest > 0; row++) {
    if (weights[row] === 0) continue;
    counts[row] = sampleBinomial(rest, weights[row]! / remaining[row]!, random!);
    rest -= counts[row]!;
  }
  return counts;
}

/** `choice(["a", "b"])`: one of the values with equal chances, for every row. */
export function choice(
  call: CallExpression,
  context: EvaluationContext,
): EvaluatedColumn | undefined {
  const given = matchArguments(
    call,
    { parameters: ["values"], optional: [], variadic: false },
    context,
  );
  const list = given && readLevelList(given.get("values")!, context.sink);
  if (list === undefined) return undefined;
  const { random, frame } = context;
  const codes = Int32Array.from({ length: frame.rowCount }, () =>
    Math.floor(random!.uniform() * list.values.length),
  );
  if (list.kind === "numbers") {
    return numericValue(Float64Array.from(codes, (code) => list.values[code]!));
  }
  return { kind: "factor", codes, levels: list.values, ordered: false, declared: true };
}

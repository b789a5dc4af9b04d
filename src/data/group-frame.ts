/** One row for each combination of key values, with sums, means and other aggregates of the rest. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { CallExpression, Expression, Name } from "../language/ast.js";
import { aggregateFunctions } from "./aggregate-functions.js";
import type { Aggregate } from "./aggregate-functions.js";
import { requireColumns } from "./column-names.js";
import { completeGroups } from "./complete-groups.js";
import { selectRows, withColumn } from "./data-frame.js";
import type { Column, DataFrame } from "./data-frame.js";
import { checkDistinctNames, defineColumn } from "./define-columns.js";
import type { ColumnDefinition } from "./define-columns.js";
import { openContext } from "./evaluate-expression.js";
import { evaluateNumbers, numericValue, refuse } from "./evaluated-column.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";
import { columnFunctions } from "./column-functions.js";
import { groupRows } from "./row-groups.js";
import type { RowGroups } from "./row-groups.js";
import { countOf } from "./wording.js";

type Groups = Pick<RowGroups, "count" | "index">;

interface Grouping {
  /** Over the rows that are grouped. */
  readonly context: EvaluationContext;
  readonly groups: Groups;
}

/** Values of each group in row order, missing ones left out. */
function collectValues(values: Float64Array, { index, count }: Groups): Float64Array[] {
  const sizes = new Int32Array(count);
  index.forEach((group, row) => {
    if (group >= 0 && !Number.isNaN(values[row]!)) sizes[group]!++;
  });
  const collected = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Int32Array(count);
  index.forEach((group, row) => {
    if (group < 0 || Number.isNaN(values[row]!)) return;
    collected[group]![filled[group]!++] = values[row]!;
  });
  return collected;
}

function noteMissing(
  call: CallExpression,
  values: Float64Array,
  { context, groups }: Grouping,
): void {
  const missing = values.reduce(
    (total, value, row) => total + Number(Number.isNaN(value) && groups.index[row]! >= 0),
    0,
  );
  if (missing === 0) return;
  context.sink.report({
    code: "missing-left-out",
    severity: "note",
    message: `\`${call.callee.text}\` leaves out ${countOf(missing, "missing value")}`,
    span: call.span,
  });
}

function countRows({ groups }: Grouping): Float64Array {
  const counts = new Float64Array(groups.count);
  groups.index.forEach((group) => {
    if (group >= 0) counts[group]!++;
  });
  return counts;
}

function aggregate(
  call: CallExpression,
  reduce: Aggregate,
  grouping: Grouping,
): EvaluatedColumn | undefined {
  const [argument] = call.arguments;
  if (argument === undefined || call.arguments.length > 1) {
    refuse(grouping.context, call.span, `\`${call.callee.text}\` aggregates one expression`, {
      expected: `${call.callee.text}(column)`,
    });
    return undefined;
  }
  const purpose = `\`${call.callee.text}\``;
  const values = evaluateNumbers(argument.value, grouping.context, purpose);
  if (values === undefined) return undefined;
  noteMissing(call, values, grouping);
  return numericValue(Float64Array.from(collectValues(values, grouping.groups), reduce));
}

/** `min(x)` is an aggregate, `min(x, y)` the smaller of two numbers of a row. */
function isAggregate(call: CallExpression): boolean {
  const name = call.callee.text;
  if (name === "count") return true;
  return aggregateFunctions.has(name) && !(columnFunctions.has(name) && call.arguments.length > 1);
}

function evaluateAggregate(call: CallExpression, grouping: Grouping): EvaluatedColumn | undefined {
  if (call.callee.text !== "count") {
    return aggregate(call, aggregateFunctions.get(call.callee.text)!, grouping);
  }
  if (call.arguments.length === 0) return numericValue(countRows(grouping));
  refuse(grouping.context, call.span, "`count()` counts rows and takes no argument");
}

/** Evaluates over groups: aggregate calls look at rows, everything else at the groups' values. */
function openGroupContext(frame: DataFrame, grouping: Grouping): EvaluationContext {
  const outer = openContext(frame, grouping.context.sink);
  const evaluate = (
    expression: Expression,
    context: EvaluationContext,
  ): EvaluatedColumn | undefined => {
    if (expression.kind !== "call") return outer.evaluate(expression, context);
    if (isAggregate(expression)) return evaluateAggregate(expression, grouping);
    return callOverGroups(expression, context);
  };
  const callOverGroups = (
    call: CallExpression,
    context: EvaluationContext,
  ): EvaluatedColumn | undefined => {
    if (columnFunctions.has(call.callee.text)) return outer.evaluate(call, context);
    const names = [...aggregateFunctions.keys(), "count", ...columnFunctions.keys()];
    const nearest = nearestName(call.callee.text, names);
    context.sink.report({
      code: "unknown-function",
      severity: "error",
      message: `there is no aggregate \`${call.callee.text}\``,
      span: call.callee.span,
      expected: `one of ${[...aggregateFunctions.keys(), "count"].join(", ")}`,
      ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    });
    return undefined;
  };
  const unknownColumnHelp = "a column that is not a key needs an aggregate, such as sum or mean";
  return { ...outer, evaluate, unknownColumnHelp };
}

function noteMissingKeys(
  frame: DataFrame,
  by: readonly Name[],
  groups: Groups,
  sink: DiagnosticSink,
): void {
  const missing = groups.index.reduce((total, group) => total + Number(group < 0), 0);
  if (missing === 0) return;
  const [first] = by;
  sink.report({
    code: "missing-left-out",
    severity: "note",
    message: `${countOf(missing, "row")} of \`${frame.name}\` without a value of the key ${missing === 1 ? "is" : "are"} left out`,
    ...(first !== undefined && { span: first.span }),
  });
}

export interface GroupOptions {
  readonly name: string;
  /** Whether combinations of keys that no row has are groups too. */
  readonly complete?: boolean;
}

interface KeyedGroups extends Groups {
  /** The keys of each group, a row a group. */
  readonly keys: DataFrame;
}

function occurringGroups(frame: DataFrame, columns: readonly Column[]): KeyedGroups {
  const { count, index, firstRows } = groupRows(frame, columns);
  const { name, rowCount } = frame;
  return {
    count,
    index,
    keys: selectRows({ kind: "data", name, rowCount, columns }, firstRows, name),
  };
}

/**
 * `group(data, by = [state, eth], n = count(), share = sum(y) / sum(n))`: keys that occur, in level
 * order, the first slowest. Without keys the result is one row.
 */
export function groupFrame(
  frame: DataFrame,
  by: readonly Name[],
  aggregates: readonly ColumnDefinition[],
  { name, complete = false }: GroupOptions,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const keys = requireColumns(frame, by, sink);
  if (keys === undefined) return undefined;
  const taken = by.map(({ text }) => text);
  if (!checkDistinctNames(aggregates, taken, sink)) return undefined;
  const groups = complete ? completeGroups(frame, by, keys, sink) : occurringGroups(frame, keys);
  if (groups === undefined) return undefined;
  noteMissingKeys(frame, by, groups, sink);
  const grouped: DataFrame = { ...groups.keys, name };
  const context = openGroupContext(grouped, { context: openContext(frame, sink), groups });
  const columns = aggregates.map((definition) => defineColumn(definition, context));
  if (!columns.every((column) => column !== undefined)) return undefined;
  return columns.reduce(withColumn, grouped);
}

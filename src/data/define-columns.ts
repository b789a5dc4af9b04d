/** Adds computed columns to a table, one after the other, each able to use those before it. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import { namesIn } from "./column-names.js";
import { findColumn, rowInWords, rowLocation, withColumn } from "./data-frame.js";
import type { Column, DataFrame } from "./data-frame.js";
import { openContext } from "./evaluate-expression.js";
import type { EvaluatedColumn, EvaluationContext } from "./evaluated-column.js";
import { largestMagnitude, numberLabel } from "./number-text.js";
import { countOf } from "./wording.js";
import type { RandomStream } from "../math/index.js";

/** `name = expression`, as an argument of derive, group or simulate. */
export interface ColumnDefinition {
  readonly name: string;
  readonly expression: Expression;
}

function isMissingAt(column: Column, row: number): boolean {
  if (column.kind === "numeric") return Number.isNaN(column.values[row]);
  return column.kind === "factor" ? column.codes[row]! < 0 : column.values[row] === undefined;
}

function reportOutOfRange(
  definition: ColumnDefinition,
  values: Float64Array,
  context: EvaluationContext,
): boolean {
  const row = values.findIndex((value) => Math.abs(value) > largestMagnitude);
  if (row < 0) return false;
  context.sink.report({
    code: "number-out-of-range",
    severity: "error",
    message: `\`${definition.name}\` is too large to compute with in ${rowInWords(context.frame, row)}`,
    span: definition.expression.span,
    found: numberLabel(values[row]!),
    ...rowLocation(context.frame, row),
  });
  return true;
}

/** A result that is missing although every column it uses is there: log(-1), 0 / 0. */
function warnOfUndefined(
  definition: ColumnDefinition,
  values: Float64Array,
  context: EvaluationContext,
): void {
  const { frame, sink } = context;
  const used = namesIn(definition.expression).flatMap((name) => findColumn(frame, name) ?? []);
  let count = 0;
  let first = -1;
  values.forEach((value, row) => {
    if (!Number.isNaN(value) || used.some((column) => isMissingAt(column, row))) return;
    if (count === 0) first = row;
    count++;
  });
  if (count === 0) return;
  sink.report({
    code: "undefined-result",
    severity: "warning",
    message: `\`${definition.name}\` has no value in ${countOf(count, "row")} and counts as missing there`,
    span: definition.expression.span,
    ...rowLocation(frame, first),
  });
}

function checkValue(
  definition: ColumnDefinition,
  value: EvaluatedColumn,
  context: EvaluationContext,
): boolean {
  if (value.kind !== "numeric") return true;
  if (reportOutOfRange(definition, value.values, context)) return false;
  warnOfUndefined(definition, value.values, context);
  return true;
}

/** The column of a definition over the context's frame, or undefined after a report. */
export function defineColumn(
  definition: ColumnDefinition,
  context: EvaluationContext,
): Column | undefined {
  const value = context.evaluate(definition.expression, context);
  if (value === undefined || !checkValue(definition, value, context)) return undefined;
  return { ...value, name: definition.name };
}

/** Two definitions of one name: the second would hide the first. */
export function checkDistinctNames(
  names: readonly ColumnDefinition[],
  taken: readonly string[],
  sink: DiagnosticSink,
): boolean {
  const repeated = names.filter(
    ({ name }, position) =>
      taken.includes(name) || names.findIndex((other) => other.name === name) < position,
  );
  for (const { name, expression } of repeated) {
    sink.report({
      code: "bad-column-name",
      severity: "error",
      message: `two columns would be called \`${name}\``,
      expected: "a different name for every column",
      span: expression.span,
    });
  }
  return repeated.length === 0;
}

/** The frame with every definition evaluated in order; a column of the same name is replaced. */
export function defineColumns(
  frame: DataFrame,
  definitions: readonly ColumnDefinition[],
  sink: DiagnosticSink,
  random?: RandomStream,
): DataFrame | undefined {
  if (!checkDistinctNames(definitions, [], sink)) return undefined;
  let current = frame;
  let complete = true;
  for (const definition of definitions) {
    const column = defineColumn(definition, openContext(current, sink, random));
    if (column === undefined) complete = false;
    else current = withColumn(current, column);
    if (!complete) break;
  }
  return complete ? current : undefined;
}

/** `derive(data, z = (x - 2) / 3, ...)`: the same rows with more columns. */
export function deriveFrame(
  frame: DataFrame,
  definitions: readonly ColumnDefinition[],
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  return defineColumns({ ...frame, name }, definitions, sink);
}

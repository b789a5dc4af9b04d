/** A component of a term on rows: numbers, or categories with the levels that the fit knows. */
import { sortLevels } from "../data/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Contrast, EvaluationContext, FactorValue, FormulaValue } from "./formula-value.js";
import { describeValue, repeated, reportError } from "./formula-value.js";
import type { FrameRows } from "./complete-rows.js";
import { evaluateExpression } from "./evaluate-expression.js";
import { matchLevels, occurringLevels } from "./match-levels.js";
import type { Component } from "./term.js";
import { factorOfNumbers, reportUnknownLevel } from "./transforms/factors.js";

export interface NumericComponent {
  readonly kind: "numeric";
  readonly label: string;
  readonly columns: readonly Float64Array[];
}

export interface CategoricalComponent {
  readonly kind: "categorical";
  readonly label: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly contrast: Contrast;
}

export type ComponentValue = NumericComponent | CategoricalComponent;

/** Sums of squares over any table stay finite below this. */
const largestMagnitude = 1e70;

/** Reports values that no model can hold; true when all can be held. */
export function checkFinite(
  values: Float64Array,
  label: string,
  span: Span,
  rows: FrameRows,
  sink: DiagnosticSink,
): boolean {
  const bad = (value: number): boolean => !(Math.abs(value) <= largestMagnitude);
  const first = values.findIndex(bad);
  if (first < 0) return true;
  const count = values.filter(bad).length;
  const value = values[first]!;
  const what = Number.isNaN(value)
    ? "not a number"
    : Number.isFinite(value)
      ? "too large"
      : "infinite";
  reportError(sink, {
    code: "not-finite",
    message: `\`${label}\` is ${what} in ${count} of ${values.length} rows`,
    span,
    expected: "finite numbers of moderate size",
    found: String(value),
    ...rows.location(first),
  });
  return false;
}

function numericComponent(
  { label, expression }: Component,
  columns: readonly Float64Array[],
  { rows, sink }: EvaluationContext,
): NumericComponent | undefined {
  const finite = columns.every((values) => checkFinite(values, label, expression.span, rows, sink));
  return finite ? { kind: "numeric", label, columns } : undefined;
}

/** The levels that occur, in declared order, else sorted; unused declared levels are noted. */
function learnLevels(
  { label, expression }: Component,
  factor: FactorValue,
  sink: DiagnosticSink,
): readonly string[] | undefined {
  const used = occurringLevels(factor);
  if (used.length < 2) {
    reportError(sink, {
      code: "single-level-factor",
      message: `\`${label}\` has one level only, "${used[0]!}", so it has no effect to estimate`,
      span: expression.span,
    });
    return undefined;
  }
  const { levels, declared } = factor;
  if (declared && used.length < levels.length) {
    const unused = levels.filter((level) => !used.includes(level));
    sink.report({
      code: "unused-levels",
      severity: "note",
      message: `levels of \`${label}\` without a row have no coefficient: ${unused.join(", ")}`,
      span: expression.span,
    });
  }
  return declared ? used : sortLevels(used);
}

/** Reports a level that the fit did not know. */
function reportNewLevels(
  { label, expression }: Component,
  unknown: readonly string[],
  known: readonly string[],
  rows: FrameRows,
  firstRow: number,
  sink: DiagnosticSink,
): undefined {
  const listed = unknown.slice(0, 5).map((level) => `"${level}"`);
  reportError(sink, {
    code: "new-common-level",
    message: `\`${rows.frame.name}\` has levels of \`${label}\` that the fit did not know: ${listed.join(", ")}`,
    span: expression.span,
    expected: `one of ${known.slice(0, 8).join(", ")}${known.length > 8 ? ", ..." : ""}`,
    help: `a group-specific term, (1 | ${label}), can predict for levels it has not seen`,
    ...rows.location(firstRow),
  });
  return undefined;
}

function categoricalComponent(
  component: Component,
  factor: FactorValue,
  context: EvaluationContext,
): CategoricalComponent | undefined {
  const { memory, rows, sink } = context;
  const { key, label } = component;
  const levels = memory.levels(key, () => learnLevels(component, factor, sink));
  if (!levels) return undefined;
  const { level, span = component.expression.span } = factor.contrast;
  if (level !== undefined && !levels.includes(level)) {
    reportUnknownLevel(level, label, levels, context, span);
    return undefined;
  }
  const { codes, unknown } = matchLevels(factor, levels);
  if (unknown.length > 0) {
    const first = codes.findIndex((code) => code < 0);
    reportNewLevels(component, unknown, levels, rows, first, sink);
    return undefined;
  }
  return { kind: "categorical", label, codes, levels, contrast: factor.contrast };
}

/** A factor whose levels were numbers at the fit may come as numbers in new data, and the reverse. */
function forceKind(
  value: FormulaValue,
  component: Component,
  { memory, sink }: EvaluationContext,
): FormulaValue | undefined {
  const wasCategorical = memory.wasCategorical(component.key);
  if (wasCategorical === true && value.kind === "numeric") return factorOfNumbers(value.values);
  if (wasCategorical !== false || value.kind !== "factor") return value;
  reportError(sink, {
    code: "number-needed",
    message: `\`${component.label}\` was a column of numbers at the fit`,
    span: component.expression.span,
    expected: "a numeric column",
    found: describeValue(value),
  });
  return undefined;
}

/** One component of a common term or of a group-specific effect; undefined after a report. */
export function evaluateComponent(
  component: Component,
  context: EvaluationContext,
): ComponentValue | undefined {
  const evaluated = evaluateExpression(component.expression, context);
  const value = evaluated && forceKind(evaluated, component, context);
  if (!value) return undefined;
  switch (value.kind) {
    case "scalar":
      return numericComponent(component, [repeated(value.value, context.rows.rowCount)], context);
    case "numeric":
      return numericComponent(component, [value.values], context);
    case "matrix":
      return numericComponent(component, value.columns, context);
    case "factor":
      return categoricalComponent(component, value, context);
    case "text": {
      reportError(context.sink, {
        code: "bad-term",
        message: "a text is not a term",
        span: component.expression.span,
      });
      return undefined;
    }
  }
}

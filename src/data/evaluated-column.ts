/** The value of an expression over the rows of a table, and what an evaluation needs to know. */
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { RandomStream } from "../math/index.js";
import type { Expression } from "../language/ast.js";
import type { Column, DataFrame } from "./data-frame.js";

/** A column without a name; numbers, factors and texts have one entry for each row. */
export type EvaluatedColumn = Column extends infer Kind
  ? Kind extends Column
    ? Omit<Kind, "name">
    : never
  : never;

export interface EvaluationContext {
  readonly frame: DataFrame;
  readonly sink: DiagnosticSink;
  /** Present where random functions are allowed: in `simulate`. */
  readonly random: RandomStream | undefined;
  /** What to say about a column that does not exist, where more than its name can be said. */
  readonly unknownColumnHelp?: string;
  readonly evaluate: (
    expression: Expression,
    context: EvaluationContext,
  ) => EvaluatedColumn | undefined;
}

export function numericValue(values: Float64Array): EvaluatedColumn {
  return { kind: "numeric", values };
}

/** Reports that an expression has no value, and returns undefined for the caller to pass on. */
export function refuse(
  context: Pick<EvaluationContext, "sink">,
  span: Span,
  message: string,
  details: { readonly expected?: string; readonly found?: string; readonly help?: string } = {},
): undefined {
  context.sink.report({ code: "bad-expression", severity: "error", message, span, ...details });
  return undefined;
}

/** How a kind of value is called in messages. */
export function kindInWords(value: EvaluatedColumn): string {
  return value.kind === "numeric" ? "numbers" : value.kind === "factor" ? "a factor" : "text";
}

/** The numbers of an expression, or undefined after reporting that it has none. */
export function evaluateNumbers(
  expression: Expression,
  context: EvaluationContext,
  purpose: string,
): Float64Array | undefined {
  const value = context.evaluate(expression, context);
  if (value === undefined) return undefined;
  if (value.kind === "numeric") return value.values;
  refuse(context, expression.span, `${purpose} needs numbers`, {
    expected: "numbers",
    found: kindInWords(value),
  });
}

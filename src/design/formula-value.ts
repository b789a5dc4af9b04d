/** What an expression of a formula evaluates to, and the surroundings in which it does. */
import type { DataFrame, NeighbourGraph } from "../data/index.js";
import type { Diagnostic, DiagnosticSink, Span } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import type { FrameRows } from "./complete-rows.js";
import type { Memory } from "./memory.js";

/** How a factor becomes columns; the named level is the reference or the omitted one. */
export interface Contrast {
  readonly kind: "treatment" | "sum";
  /** Default: the first level of Treatment, the last of Sum. */
  readonly level?: string;
  readonly span?: Span;
}

export interface ScalarValue {
  readonly kind: "scalar";
  readonly value: number;
}

export interface NumericValue {
  readonly kind: "numeric";
  readonly values: Float64Array;
}

/** Several columns at once: `poly(x, 2)`, `bs(x, df=5)`. */
export interface MatrixValue {
  readonly kind: "matrix";
  readonly columns: readonly Float64Array[];
}

/** Categories with their levels as the data or the call has them. */
export interface FactorValue {
  readonly kind: "factor";
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  /** The levels and their order were named by the user. */
  readonly declared: boolean;
  readonly contrast: Contrast;
}

export interface TextValue {
  readonly kind: "text";
  readonly value: string;
}

export type FormulaValue = ScalarValue | NumericValue | MatrixValue | FactorValue | TextValue;

/** Values of the session that formulas may name. */
export interface FormulaSources {
  readonly graphs: ReadonlyMap<string, NeighbourGraph>;
  /** Data by name, for known covariances. */
  readonly frames: ReadonlyMap<string, DataFrame>;
  /** Names whose values could not be had, which was reported. */
  readonly absent: ReadonlySet<string>;
}

export const noSources: FormulaSources = {
  graphs: new Map(),
  frames: new Map(),
  absent: new Set(),
};

export interface EvaluationContext {
  readonly rows: FrameRows;
  readonly memory: Memory;
  readonly sources: FormulaSources;
  readonly sink: DiagnosticSink;
  /** Columns already reported as unknown or unusable: each is reported once. */
  readonly reportedNames: Set<string>;
}

/** Evaluates a sub-expression; handed to transforms so that calls nest. */
export type Evaluate = (expression: Expression) => FormulaValue | undefined;

/** The same value in every row. */
export function repeated(value: number, rowCount: number): Float64Array {
  return new Float64Array(rowCount).fill(value);
}

/** In words, for messages. */
export function describeValue(value: FormulaValue): string {
  switch (value.kind) {
    case "scalar":
      return `the number ${value.value}`;
    case "numeric":
      return "numbers";
    case "matrix":
      return `${value.columns.length} columns of numbers`;
    case "factor":
      return `categories (${value.levels.slice(0, 3).join(", ")}${value.levels.length > 3 ? ", ..." : ""})`;
    case "text":
      return `the text "${value.value}"`;
  }
}

/** Reports an error; its value, undefined, is what a function that cannot go on returns. */
export function reportError(
  sink: DiagnosticSink,
  diagnostic: Omit<Diagnostic, "severity">,
): undefined {
  sink.report({ severity: "error", ...diagnostic });
  return undefined;
}

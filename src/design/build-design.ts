/** From a formula and data to a design, and from what it learnt to the same design of new data. */
import { findColumn, reportUnknownColumn } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Formula, Name } from "../language/ast.js";
import { componentLabel } from "./component-label.js";
import { allRows, completeRows } from "./complete-rows.js";
import type {
  Design,
  DesignOptions,
  DesignState,
  LinearPredictor,
  Response,
} from "./design-blocks.js";
import { expandTerms } from "./expand-terms.js";
import type { EvaluationContext, FormulaSources } from "./formula-value.js";
import { noSources, reportError } from "./formula-value.js";
import { assemblePredictor } from "./linear-predictor.js";
import { openMemory, recallMemory } from "./memory.js";
import { evaluateResponse } from "./response.js";
import { columnsOfExpression, columnsOfTerms } from "./used-columns.js";

/** A sink that passes everything on and remembers whether an error came by. */
function watchErrors(sink: DiagnosticSink): DiagnosticSink & { failed(): boolean } {
  let failed = false;
  return {
    report(diagnostic) {
      failed ||= diagnostic.severity === "error";
      sink.report(diagnostic);
    },
    failed: () => failed,
  };
}

const silent: DiagnosticSink = { report: () => undefined };

/** Reports every name that is no column, each once; returns them. */
function reportUnknownNames(
  names: readonly Name[],
  frame: DataFrame,
  sink: DiagnosticSink,
): Set<string> {
  const unknown = names.filter(({ text }) => !findColumn(frame, text));
  for (const { text, span } of unknown) reportUnknownColumn(frame, text, span, sink);
  return new Set(unknown.map(({ text }) => text));
}

function mergeNames(left: readonly Name[], right: readonly Name[]): readonly Name[] {
  const known = new Set(left.map(({ text }) => text));
  return [...left, ...right.filter(({ text }) => !known.has(text))];
}

/** Coefficients are told apart by name, so two columns may not share one. */
function checkNames({ common }: LinearPredictor, formula: Formula, sink: DiagnosticSink): void {
  const seen = new Set<string>();
  for (const name of common.flatMap(({ columnNames }) => columnNames)) {
    if (seen.has(name)) {
      reportError(sink, {
        code: "ambiguous-name",
        message: `two columns of the design would be called \`${name}\``,
        span: formula.terms.span,
        help: "rename the data column",
      });
    }
    seen.add(name);
  }
}

/** A left side: the columns it needs complete, and its values on the rows that are. */
interface LeftSide {
  readonly names: readonly Name[];
  evaluate(context: EvaluationContext): Response | undefined;
}

/**
 * Evaluates a formula on a frame. Rows with missing values in the columns of the formula are left
 * out with a warning; every mistake is reported, and then the result is undefined.
 */
export function buildDesign(
  formula: Formula,
  frame: DataFrame,
  options: DesignOptions,
  sink: DiagnosticSink,
  sources: FormulaSources = noSources,
): Design | undefined {
  const left: LeftSide = {
    names: columnsOfExpression(formula.response),
    evaluate: (context) => evaluateResponse(formula.response, context),
  };
  return designOf(formula, left, frame, options, sink, sources);
}

/** The design of people whose response is known only in total: `weight` says how many each row stands for. */
export function buildMemberDesign(
  formula: Formula,
  weight: Name | undefined,
  frame: DataFrame,
  options: DesignOptions,
  sink: DiagnosticSink,
  sources: FormulaSources = noSources,
): Design | undefined {
  const text = componentLabel(formula.response);
  const left: LeftSide = {
    names: weight ? [weight] : [],
    evaluate(context) {
      const ones = new Float64Array(context.rows.rowCount).fill(1);
      const numbers = weight ? evaluateResponse(weight, context)?.values : ones;
      return numbers && { text, values: numbers, trials: numbers };
    },
  };
  return designOf(formula, left, frame, options, sink, sources);
}

function designOf(
  formula: Formula,
  left: LeftSide,
  frame: DataFrame,
  options: DesignOptions,
  sink: DiagnosticSink,
  sources: FormulaSources,
): Design | undefined {
  const watched = watchErrors(sink);
  const set = expandTerms(formula.terms, watched);
  const names = mergeNames(left.names, columnsOfTerms(set));
  const reportedNames = reportUnknownNames(names, frame, watched);
  const rows = completeRows(frame, names, watched);
  if (!rows) return undefined;
  const memory = openMemory();
  const context: EvaluationContext = { rows, memory, sources, sink: watched, reportedNames };
  const response = left.evaluate(context);
  const predictor = assemblePredictor(set, context, options);
  if (predictor) checkNames(predictor, formula, watched);
  if (!response || !predictor || watched.failed()) return undefined;
  const state = memory.state(formula, options);
  return { response, predictor, state, rows: rows.rows, rowsGiven: frame.rowCount };
}

/**
 * The right side of the fit's formula on new data, with everything learnt at the fit remembered.
 * A missing value, a missing column or a new level of a common term is an error; a new level of a
 * grouping factor has the index −1 − k.
 */
export function evaluateDesign(
  state: DesignState,
  frame: DataFrame,
  sink: DiagnosticSink,
): LinearPredictor | undefined {
  const watched = watchErrors(sink);
  const set = expandTerms(state.formula.terms, silent);
  const names = columnsOfTerms(set);
  const reportedNames = reportUnknownNames(names, frame, watched);
  const rows = allRows(frame, names, watched);
  if (!rows) return undefined;
  const memory = recallMemory(state);
  const sources = noSources;
  const context: EvaluationContext = { rows, memory, sources, sink: watched, reportedNames };
  const predictor = assemblePredictor(set, context, state.options);
  return watched.failed() ? undefined : predictor;
}

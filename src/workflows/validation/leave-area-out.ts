/** Refits a model without each of its areas, and holds its predictions of them against what they said. */
import { compileModel, type CompiledModel } from "../../compiler/index.js";
import { selectRows } from "../../data/index.js";
import { collectDiagnostics } from "../../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { resolveAgain } from "../../model/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import { inferenceFailure, isInferenceFailure, untrustworthy } from "../../posterior/index.js";
import type { Posterior } from "../../posterior/index.js";
import type { AreaValidation } from "./area-validation.js";
import { dealFolds, readAreas } from "./divide-areas.js";
import type { AreaRows } from "./divide-areas.js";
import { predictLeftOut } from "./predict-left-out.js";
import type { LeftOutArea } from "./predict-left-out.js";
import { validationTable } from "./validation-table.js";

/** Fits the model of a fold; rejects with an `InferenceFailure` where it cannot. */
export type FitFold = (model: CompiledModel) => Promise<Posterior>;

export interface LeaveAreaOutOptions {
  readonly by: readonly string[];
  /** Areas are left out in so many folds; one by one when not given. */
  readonly folds?: number;
  /** Probability inside the interval of an area's responses. */
  readonly interval: number;
  readonly seed: number;
  readonly fit: FitFold;
  /** Once aborted, the folds that are done are kept. */
  readonly signal?: AbortSignal | undefined;
  readonly onFold?: ((fold: FoldProgress) => void) | undefined;
  readonly span?: Span;
}

export interface FoldProgress {
  readonly done: number;
  readonly total: number;
  readonly flagged: number;
  readonly failed: number;
}

/** The model on all rows but those of a fold; rows that no area has stay. */
function withoutFold(
  spec: ModelSpec,
  fold: readonly AreaRows[],
  sink: DiagnosticSink,
): ModelSpec | undefined {
  const { frame } = spec.origin;
  const left = new Set(
    fold.flatMap(({ all }) => all.map((position) => spec.design.rows[position]!)),
  );
  const rows = Int32Array.from(spec.design.rows.filter((row) => !left.has(row)));
  return resolveAgain(spec, { frame: selectRows(frame, rows, frame.name) }, sink);
}

/** Notes and warnings of every fold's model would be the same ones again. */
function errorsTo(sink: DiagnosticSink, span: Span | undefined): DiagnosticSink {
  return {
    report: (diagnostic) => {
      if (diagnostic.severity === "error") sink.report({ ...(span && { span }), ...diagnostic });
    },
  };
}

async function fitOrFail(fit: FitFold, spec: ModelSpec): Promise<Posterior | undefined> {
  try {
    return await fit(compileModel(spec, () => 0));
  } catch (error) {
    if (!isInferenceFailure(error)) throw error;
    return undefined;
  }
}

interface Tally {
  readonly areas: LeftOutArea[];
  done: number;
  flagged: number;
  failed: number;
}

/** False after a report that ends the run: a fold that no fit of the model could predict. */
async function runFold(
  spec: ModelSpec,
  fold: readonly AreaRows[],
  options: LeaveAreaOutOptions,
  tally: Tally,
  sink: DiagnosticSink,
): Promise<boolean> {
  const errors = errorsTo(sink, options.span);
  const reduced = withoutFold(spec, fold, errors);
  if (reduced === undefined) return false;
  const posterior = await fitOrFail(options.fit, reduced);
  // The fit that a signal interrupts is no fit of the fold.
  if (options.signal?.aborted === true) return true;
  tally.done++;
  if (posterior === undefined) tally.failed++;
  else {
    const predicted = predictLeftOut(spec, fold, posterior, options, errors);
    if (predicted === undefined) return false;
    tally.flagged += Number(untrustworthy(posterior.diagnostics));
    tally.areas.push(...predicted);
  }
  return true;
}

function nothingDone({ name }: ModelSpec, { done }: Tally): Error {
  return inferenceFailure([
    {
      code: "nothing-drawn",
      severity: "error",
      message:
        done === 0
          ? `the validation of ${name} was stopped before its first fold was done`
          : `no fold of ${name} could be fitted`,
    },
  ]);
}

/**
 * Undefined after a report. Rejects with an `InferenceFailure` where not one fold was fitted. The same
 * seed gives the same answer everywhere.
 */
export async function leaveAreaOut(
  spec: ModelSpec,
  options: LeaveAreaOutOptions,
  sink: DiagnosticSink,
): Promise<AreaValidation | undefined> {
  const { by, interval, span, signal, onFold } = options;
  const areas = readAreas(spec, by, span, sink);
  if (areas === undefined) return undefined;
  const folds = dealFolds(areas, options.folds, options.seed);
  const tally: Tally = { areas: [], done: 0, flagged: 0, failed: 0 };
  for (const fold of folds) {
    if (signal?.aborted === true) break;
    const collected = collectDiagnostics();
    const sound = await runFold(spec, fold, options, tally, collected);
    for (const diagnostic of collected.diagnostics) sink.report(diagnostic);
    if (!sound) return undefined;
    onFold?.({ ...tally, total: folds.length });
  }
  if (tally.areas.length === 0) throw nothingDone(spec, tally);
  if (tally.done < folds.length)
    sink.report({
      code: "interrupted",
      severity: "warning",
      message: `the validation of ${spec.name} was stopped after ${tally.done} of ${folds.length} folds; these are kept`,
      ...(span !== undefined && { span }),
    });
  const place = new Map(areas.map(({ labels }, i) => [labels, i]));
  const inOrder = tally.areas.toSorted((a, b) => place.get(a.labels)! - place.get(b.labels)!);
  const validation = { ...tally, areas: inOrder, folds: folds.length };
  return { ...validation, table: validationTable(spec, validation, by, interval) };
}

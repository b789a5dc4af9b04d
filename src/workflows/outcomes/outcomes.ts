/** Fits a model to several outcomes, one after the other, and poststratifies each. */
import { compileModel, type CompiledModel } from "../../compiler/index.js";
import type { DataFrame } from "../../data/index.js";
import type { Diagnostic, DiagnosticSink } from "../../diagnostics/index.js";
import { isInferenceFailure, untrustworthy } from "../../posterior/index.js";
import type { Posterior } from "../../posterior/index.js";
import { poststratify } from "../mrp/index.js";
import type { PoststratifyOptions, Poststratified } from "../mrp/index.js";
import { joinOutcomes, type OutcomeEstimates } from "./join-outcomes.js";
import type { Outcome } from "./responses.js";

export interface OutcomeProgress {
  readonly done: number;
  readonly total: number;
  readonly flagged: number;
  readonly failed: number;
}

export interface OutcomesOptions extends Omit<PoststratifyOptions, "calibrate" | "data"> {
  /** Rejects with an `InferenceFailure` where the model cannot be fitted. */
  readonly fit: (model: CompiledModel) => Promise<Posterior>;
  /** Once aborted, the outcomes that are done are kept. */
  readonly signal?: AbortSignal | undefined;
  readonly onFit?: ((progress: OutcomeProgress) => void) | undefined;
}

/** What every outcome has to say once: notes on the population are the same for all of them. */
function withoutRepeats(sink: DiagnosticSink): DiagnosticSink {
  const seen = new Set<string>();
  return {
    report: (diagnostic) => {
      const key = `${diagnostic.code}: ${diagnostic.message}`;
      if (!seen.has(key)) sink.report(diagnostic);
      seen.add(key);
    },
  };
}

/** The fit with what it has to say reported; undefined where there is none, which is reported too. */
async function fitOutcome(
  { spec }: Outcome,
  { fit, span }: OutcomesOptions,
  report: (diagnostic: Diagnostic) => void,
): Promise<Posterior | undefined> {
  const placed = (diagnostics: readonly Diagnostic[]): void => {
    for (const diagnostic of diagnostics) report({ ...(span && { span }), ...diagnostic });
  };
  try {
    const posterior = await fit(compileModel(spec, () => 0));
    placed(posterior.diagnostics);
    return posterior;
  } catch (error) {
    if (!isInferenceFailure(error)) throw error;
    placed(error.diagnostics);
    return undefined;
  }
}

function reportInterrupted(
  done: number,
  total: number,
  { span }: OutcomesOptions,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "interrupted",
    severity: "warning",
    message: `the run was stopped after ${done} of ${total} outcomes; these are kept`,
    ...(span !== undefined && { span }),
  });
}

/**
 * Estimates by outcome and area, `outcome` the first column. Each outcome has its own rows, those in
 * which it is not missing, and its own fit; draws of different outcomes are independent. An outcome
 * without a fit is reported and left out. Undefined after a report.
 */
export async function outcomes(
  models: readonly Outcome[],
  frame: DataFrame,
  options: OutcomesOptions,
  sink: DiagnosticSink,
): Promise<Poststratified | undefined> {
  const once = withoutRepeats(sink);
  const { signal, onFit } = options;
  const parts: OutcomeEstimates[] = [];
  const counts = { done: 0, flagged: 0, failed: 0 };
  const isStopped = (): boolean => signal?.aborted === true;
  for (const outcome of models) {
    if (isStopped()) break;
    const posterior = await fitOutcome(outcome, options, (one) => once.report(one));
    // The fit that a signal interrupts is no fit of the outcome.
    if (isStopped()) break;
    counts.done++;
    if (posterior === undefined) counts.failed++;
    else {
      const data = outcome.spec.origin.frame;
      const estimates = poststratify(posterior, frame, { ...options, data }, once);
      if (estimates === undefined) return undefined;
      const flagged = untrustworthy(posterior.diagnostics);
      counts.flagged += Number(flagged);
      parts.push({ name: outcome.name, estimates, flagged });
    }
    onFit?.({ ...counts, total: models.length });
  }
  if (counts.done < models.length) reportInterrupted(counts.done, models.length, options, sink);
  return parts.length === 0 ? undefined : joinOutcomes(parts);
}

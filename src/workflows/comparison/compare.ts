/** `compare(a, b, ...)`: which model predicts left-out rows best, by how much, and how sure that is. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { normalCdf, openStream } from "../../math/index.js";
import {
  diagnoseLeaveOneOut,
  diagnoseWidelyApplicable,
  leaveOneOut,
  totalOf,
  widelyApplicable,
  type Elpd,
  type LeaveOneOutElpd,
  type Posterior,
  type ResultTable,
  type Total,
} from "../../posterior/index.js";
import { bootstrapWeights } from "./bootstrap-weights.js";
import { checkComparable } from "./comparable.js";
import { comparisonTable, type ComparedFit } from "./comparison-table.js";
import { differenceOf } from "./differences.js";
import { stackingWeights } from "./stacking.js";

export interface CompareOptions {
  readonly criterion: "loo" | "waic";
  /** Of the Bayesian bootstrap. */
  readonly seed: number;
  readonly span: Span;
}

interface NamedPosterior {
  readonly name: string;
  readonly fit: Posterior;
}

/** The estimates of a fit, once what is wrong with them has been said. */
function estimate(
  { fit }: NamedPosterior,
  { criterion, span }: CompareOptions,
  sink: DiagnosticSink,
): Elpd | LeaveOneOutElpd {
  const loo = criterion === "loo" ? leaveOneOut(fit) : undefined;
  const estimates = loo ?? widelyApplicable(fit);
  const findings = loo ? diagnoseLeaveOneOut(loo) : diagnoseWidelyApplicable(estimates);
  for (const finding of findings) sink.report({ span, ...finding });
  return estimates;
}

/** Φ(diff / se), as rows are many; NaN where there is no difference. */
function probabilityBetter({ estimate, se }: Total): number {
  return normalCdf(estimate / se);
}

/** The best first; weights refer to all fits that are compared. */
function rankFits(
  fits: readonly NamedPosterior[],
  estimates: readonly Elpd[],
  seed: number,
): readonly ComparedFit[] {
  const pointwise = estimates.map(({ elpd }) => elpd);
  const stacking = stackingWeights(pointwise);
  const bootstrap = bootstrapWeights(pointwise, openStream(seed, "bayesian bootstrap"));
  const sums = pointwise.map((elpd) => totalOf(elpd).estimate);
  const order = Array.from(sums.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b);
  const best = pointwise[order[0]!]!;
  return order.map((at) => {
    const difference = differenceOf(pointwise[at]!, best);
    return {
      name: fits[at]!.name,
      estimates: estimates[at]!,
      difference,
      probabilityBetter: probabilityBetter(difference),
      stacking: stacking[at]!,
      bootstrap: bootstrap[at]!,
    };
  });
}

/** Undefined after reporting why the fits cannot be compared. */
export function compare(
  fits: readonly NamedPosterior[],
  options: CompareOptions,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const models = fits.map(({ name, fit }) => ({ name, spec: fit.model.spec }));
  if (!checkComparable(models, options.span, sink)) return undefined;
  const estimates = fits.map((fit) => estimate(fit, options, sink));
  return comparisonTable(rankFits(fits, estimates, options.seed), options.criterion);
}

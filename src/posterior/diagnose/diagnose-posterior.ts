/** Judges a fit: what went wrong in sampling, in words that name the term. */
import type { Diagnostic, DiagnosticCode } from "../../diagnostics/index.js";
import { diagnoseConvergence } from "./convergence.js";
import { diagnoseDivergences } from "./divergences.js";
import type { Evidence } from "./evidence.js";
import { diagnoseEnergy, diagnoseStuckChains, diagnoseTreeDepth } from "./movement.js";
import { countText } from "../number-text.js";

/** Nothing for a healthy fit. `report` gives the reported parameters at an unconstrained position. */
export function diagnosePosterior(
  evidence: Evidence,
  report: (position: Float64Array) => Float64Array,
): readonly Diagnostic[] {
  return [
    ...diagnoseInterruption(evidence),
    ...diagnoseDivergences(evidence, report),
    ...diagnoseTreeDepth(evidence),
    ...diagnoseEnergy(evidence),
    ...diagnoseStuckChains(evidence),
    ...diagnoseConvergence(evidence),
  ];
}

function diagnoseInterruption({ interrupted, draws, settings }: Evidence): readonly Diagnostic[] {
  if (!interrupted) return [];
  return [
    {
      code: "interrupted",
      severity: "warning",
      message: `the fit was stopped after ${countText(draws.drawsPerChain)} of ${countText(settings.draws)} draws per chain; results rest on these`,
    },
  ];
}

/** Codes of diagnostics that make a result not to be trusted. */
const untrustworthyCodes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "many-divergences",
  "not-converged",
  "too-few-effective-draws",
  "stuck-chain",
  "several-modes",
  "approximation-not-trusted",
  "correction-failed",
  "mode-not-reached",
  "variational-not-trusted",
  "variational-not-converged",
]);

/** Whether the result that these diagnostics speak of is not to be trusted: exit code 3. */
export function untrustworthy(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => untrustworthyCodes.has(code));
}

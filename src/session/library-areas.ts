/** Questions of areas' estimates for programs: `rank`, `differences`, `probability`, as the verbs. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { ResultTable } from "../posterior/index.js";
import * as questions from "../workflows/areas/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";
import { requireValue } from "./library.js";

export type RankOptions = Omit<questions.RankOptions, "span">;
export type DifferencesOptions = Omit<questions.DifferencesOptions, "span">;
export type ProbabilityOptions = Omit<questions.ProbabilityOptions, "span">;

function ask(question: (sink: DiagnosticSink) => ResultTable | undefined): ResultTable {
  const sink = collectDiagnostics();
  return requireValue(question(sink), sink);
}

/** Mean rank of each area with its interval, and the probability of being first. */
export const rank = (estimates: Poststratified, options: RankOptions = {}): ResultTable =>
  ask((sink) => questions.rank(estimates, options, sink));

/** Differences of all pairs of areas, of areas and a reference, or of two estimates. */
export const differences = (
  estimates: Poststratified,
  options: DifferencesOptions = {},
): ResultTable => ask((sink) => questions.differences(estimates, options, sink));

/** The probability that each area's value is above, below or between thresholds. */
export const probability = (estimates: Poststratified, options: ProbabilityOptions): ResultTable =>
  ask((sink) => questions.probability(estimates, options, sink));

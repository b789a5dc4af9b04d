/** Says which levels of group factors a fit has not seen, and where their effects come from. */
import { countOf, listNames } from "../../data/index.js";
import type { LinearPredictor } from "../../design/design-blocks.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { NewLevelRule } from "./poststratified.js";

const rulesInWords: Readonly<Record<NewLevelRule, string>> = {
  gaussian: "effects drawn from their own population distribution, anew for every draw",
  resample: "the effects of a known level picked at random, anew for every draw",
  zero: "effects of zero",
};

export function noteNewLevels(
  predictor: LinearPredictor,
  { newLevels, span }: { readonly newLevels: NewLevelRule; readonly span?: Span },
  sink: DiagnosticSink,
): void {
  const factors = new Map(predictor.group.map(({ factor }) => [factor.name, factor]));
  for (const { name, newLevels: levels } of factors.values()) {
    if (levels.length === 0) continue;
    sink.report({
      code: "new-levels",
      severity: "note",
      message:
        `the fit has not seen ${countOf(levels.length, "level")} of \`${name}\` (${listNames(levels)}): ` +
        `${levels.length === 1 ? "it gets" : "they get"} ${rulesInWords[newLevels]}`,
      ...(span !== undefined && { span }),
    });
  }
}

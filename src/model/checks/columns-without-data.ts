/** Warns of common columns that do not vary among the rows that carry data. */
import { listNames } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { blockMoments } from "../column-moments.js";
import type { ModelSpec } from "../model-spec.js";
import { rowWeights } from "../row-weights.js";
import { spanEntry } from "./block-span.js";

export function warnOfColumnsWithoutData(
  { design }: ModelSpec,
  file: string,
  sink: DiagnosticSink,
): void {
  const weights = rowWeights(design.response);
  if (!weights) return;
  const carrier = design.response.trials ? "trials" : "weight";
  for (const block of design.predictor.common) {
    const moments = blockMoments(block, weights);
    const idle = block.columnNames.filter((_, column) => !(moments[column]!.sd > 0));
    if (idle.length === 0) continue;
    sink.report({
      code: "column-without-data",
      severity: "warning",
      message: `${listNames(idle)} ${idle.length === 1 ? "is" : "are"} the same in every row with ${carrier}: the data say nothing about ${idle.length === 1 ? "its coefficient, which keeps its prior" : "their coefficients, which keep their priors"}`,
      ...spanEntry(block, file),
      help: `\`(1 | ${block.term})\` would pool levels without data towards the others`,
    });
  }
}

/** Warns of numeric columns on very different scales, which slow the sampler and hide mistakes of unit. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { CommonBlock } from "../../design/design-blocks.js";
import { blockMoments } from "../column-moments.js";
import type { ModelSpec } from "../model-spec.js";
import { rowWeights } from "../row-weights.js";
import { spanEntry } from "./block-span.js";

const largestRatio = 1e4;

interface ScaledColumn {
  readonly name: string;
  readonly sd: number;
  readonly block: CommonBlock;
}

export function warnOfColumnScales(
  { design }: ModelSpec,
  file: string,
  sink: DiagnosticSink,
): void {
  const weights = rowWeights(design.response);
  const columns: ScaledColumn[] = design.predictor.common
    .filter(({ composition }) => composition === "numeric")
    .flatMap((block) =>
      blockMoments(block, weights).map(({ sd }, column) => ({
        name: block.columnNames[column]!,
        sd,
        block,
      })),
    )
    .filter(({ sd }) => sd > 0)
    .sort((left, right) => left.sd - right.sd);
  const [smallest, largest] = [columns[0], columns.at(-1)];
  if (!smallest || !largest || largest.sd <= largestRatio * smallest.sd) return;
  sink.report({
    code: "very-different-scales",
    severity: "warning",
    message: `the standard deviations of \`${smallest.name}\` (${smallest.sd.toPrecision(3)}) and \`${largest.name}\` (${largest.sd.toPrecision(3)}) differ by a factor of ${(largest.sd / smallest.sd).toPrecision(2)}`,
    ...spanEntry(largest.block, file),
    help: `bring them to comparable units, for example \`scale(${largest.name})\``,
  });
}

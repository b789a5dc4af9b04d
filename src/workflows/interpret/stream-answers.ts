/** Answers for every posterior draw, one draw at a time: contrasts and averages first, summaries later. */
import type { Draws } from "../../posterior/posterior.js";
import { weightedSum } from "../mrp/stream-areas.js";
import type { Block } from "./evaluated-rows.js";
import type { MergedRows } from "./merged-rows.js";
import type { PredictionSource } from "./prediction-source.js";
import type { Contrast } from "./varied.js";

/** What one block of rows is asked. */
export interface BlockQuestion {
  readonly block: Block;
  readonly rows: Pick<MergedRows, "starts" | "shares">;
  readonly contrasts: readonly Contrast[];
  /** For each contrast: where the rows of the block stand. */
  readonly places: readonly Float64Array[];
  readonly variantCount: number;
}

/** Each variant's run of the predictions, for each contrast. */
function variantViews(
  { predictions }: PredictionSource,
  { block, contrasts, variantCount }: BlockQuestion,
): readonly (readonly Float64Array[])[] {
  const views = Array.from({ length: variantCount }, (_, variant) =>
    predictions.subarray(variant * block.rowCount, (variant + 1) * block.rowCount),
  );
  return contrasts.map(({ variants }) => variants.map((variant) => views[variant]!));
}

/**
 * `result[(contrast * targetCount + target) * drawCount + draw]`. Holds a block's targets × draws and
 * one row of predictions, never rows × draws where rows are averaged.
 */
export function streamAnswers(
  source: PredictionSource,
  draws: Draws,
  question: BlockQuestion,
): Float64Array {
  const { block, rows, contrasts, places } = question;
  const { targetCount, firstTarget, firstRow } = block;
  const drawCount = draws.chains * draws.drawsPerChain;
  const width = draws.parameters.length;
  const views = variantViews(source, question);
  const scratch = new Float64Array(block.rowCount);
  const shares = rows.shares.subarray(firstRow, firstRow + block.rowCount);
  const starts = rows.starts
    .subarray(firstTarget, firstTarget + targetCount + 1)
    .map((start) => start - firstRow);
  const alone = targetCount === block.rowCount;
  const result = new Float64Array(contrasts.length * targetCount * drawCount);
  for (let draw = 0; draw < drawCount; draw++) {
    source.load(draws.values.subarray(draw * width, (draw + 1) * width));
    contrasts.forEach(({ measure }, contrast) => {
      const values = measure(views[contrast]!, places[contrast]!, scratch);
      let at = contrast * targetCount * drawCount + draw;
      for (let target = 0; target < targetCount; target++, at += drawCount) {
        result[at] = alone
          ? values[target]!
          : weightedSum(shares, values, starts[target]!, starts[target + 1]!);
      }
    });
  }
  return result;
}

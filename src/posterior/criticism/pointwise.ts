/** The log likelihood of every row over the draws, made when it is asked for and never kept whole. */
import { allRows, openRowLikelihoods, type RowLikelihood } from "../../compiler/index.js";
import type { Draws, Posterior } from "../posterior.js";

/** One row of the data; the arrays have an entry a draw and are overwritten for the next row. */
export interface RowDraws {
  readonly row: number;
  /** Its place among the rows that were asked for. */
  readonly at: number;
  readonly logLikelihood: Float64Array;
  /** P(Y < y) + ½ P(Y = y) under each draw, on demand. */
  readonly probability?: Float64Array;
}

/** Rows times draws held at once, eight bytes each. */
const entriesHeld = 1 << 22;

/** `values[row * draws + draw]` of what `evaluate` writes for each draw. */
function fill(
  { parameters, values }: Draws,
  rowCount: number,
  drawCount: number,
  evaluate: RowLikelihood["logLikelihood"],
  into: Float64Array,
): void {
  const width = parameters.length;
  const ofDraw = new Float64Array(rowCount);
  for (let draw = 0; draw < drawCount; draw++) {
    evaluate(values.subarray(draw * width, (draw + 1) * width), ofDraw);
    for (let row = 0; row < rowCount; row++) into[row * drawCount + draw] = ofDraw[row]!;
  }
}

export interface RowsOfData {
  /** All rows when absent. */
  readonly rows?: Int32Array;
  readonly withProbability?: boolean;
}

/** Rows of the data in the order given, a block of them at a time. */
export function* rowDraws(
  { model, draws }: Posterior,
  { rows = allRows(model), withProbability = false }: RowsOfData = {},
): Generator<RowDraws> {
  const drawCount = draws.chains * draws.drawsPerChain;
  const blockRows = Math.min(rows.length, Math.max(1, Math.floor(entriesHeld / drawCount)));
  const open = openRowLikelihoods(model);
  const logs = new Float64Array(blockRows * drawCount);
  const probabilities = new Float64Array(withProbability ? blockRows * drawCount : 0);
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.subarray(from, from + blockRows);
    const opened = open(block);
    fill(draws, block.length, drawCount, opened.logLikelihood, logs);
    if (withProbability)
      fill(draws, block.length, drawCount, opened.middleProbability, probabilities);
    for (let i = 0; i < block.length; i++) {
      const [start, end] = [i * drawCount, (i + 1) * drawCount];
      yield {
        row: block[i]!,
        at: from + i,
        logLikelihood: logs.subarray(start, end),
        ...(withProbability && { probability: probabilities.subarray(start, end) }),
      };
    }
  }
}

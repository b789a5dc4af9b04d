/** The log likelihood of every row over the draws, made when it is asked for and never kept whole. */
import { openRowLikelihoods, type RowLikelihood } from "../../compiler/index.js";
import type { Draws, Posterior } from "../posterior.js";

/** One row of the data; the arrays have an entry a draw and are overwritten for the next row. */
export interface RowDraws {
  readonly row: number;
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

/** Rows of the data in order, a block of them at a time. */
export function* rowDraws(
  { model, draws }: Posterior,
  withProbability = false,
): Generator<RowDraws> {
  const { rowCount } = model.spec.design.predictor;
  const drawCount = draws.chains * draws.drawsPerChain;
  const blockRows = Math.min(rowCount, Math.max(1, Math.floor(entriesHeld / drawCount)));
  const open = openRowLikelihoods(model);
  const logs = new Float64Array(blockRows * drawCount);
  const probabilities = new Float64Array(withProbability ? blockRows * drawCount : 0);
  for (let from = 0; from < rowCount; from += blockRows) {
    const rows = open(from, Math.min(from + blockRows, rowCount));
    fill(draws, rows.rowCount, drawCount, rows.logLikelihood, logs);
    if (withProbability)
      fill(draws, rows.rowCount, drawCount, rows.middleProbability, probabilities);
    for (let row = 0; row < rows.rowCount; row++) {
      const [start, end] = [row * drawCount, (row + 1) * drawCount];
      yield {
        row: from + row,
        logLikelihood: logs.subarray(start, end),
        ...(withProbability && { probability: probabilities.subarray(start, end) }),
      };
    }
  }
}

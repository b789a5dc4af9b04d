/** The plan of the rows that say something: a cell without trials has a predictor and no likelihood. */
import { likelihoods } from "../../graph/index.js";
import type { SparseRows } from "../../target/index.js";
import type { LatentPlan } from "./latent-plan.js";

function pickRows(rows: SparseRows, kept: Int32Array): SparseRows {
  const rowStart = new Int32Array(kept.length + 1);
  kept.forEach((row, at) => {
    rowStart[at + 1] = rowStart[at]! + rows.rowStart[row + 1]! - rows.rowStart[row]!;
  });
  const column = new Int32Array(rowStart.at(-1)!);
  const value = new Float64Array(column.length);
  kept.forEach((row, at) => {
    const [from, to] = [rows.rowStart[row]!, rows.rowStart[row + 1]!];
    column.set(rows.column.subarray(from, to), rowStart[at]);
    value.set(rows.value.subarray(from, to), rowStart[at]);
  });
  return { ...rows, rowCount: kept.length, rowStart, column, value };
}

/** The same posterior; observations are left out, since those without trials have no row here. */
export function keepInformativeRows(plan: LatentPlan): LatentPlan {
  const { informative } = likelihoods[plan.likelihood];
  const rows = Int32Array.from({ length: plan.predictor.rowCount }, (_, i) => i);
  const kept = rows.filter((i) => informative(plan.statistics, i));
  if (kept.length === rows.length) return plan;
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(kept, (row) => values[row]!);
  const none = new Int32Array(0);
  return {
    ...plan,
    predictor: pickRows(plan.predictor, kept),
    offset: pick(plan.offset),
    statistics: plan.statistics.map(pick),
    observations: {
      ...plan.observations,
      row: none,
      multiplicity: new Float64Array(0),
      statistics: plan.statistics.map(() => new Float64Array(0)),
      constants: new Float64Array(0),
      responses: new Float64Array(0),
      trials: undefined,
      standardErrors: undefined,
      ofRow: none,
    },
  };
}

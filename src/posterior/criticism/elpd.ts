/** Expected log predictive density: what each row adds to it, and the sums with their errors. */
import type { Posterior } from "../posterior.js";

/** One entry a row of the data that the model uses. */
export interface Elpd {
  readonly criterion: "loo" | "waic";
  readonly posterior: Posterior;
  readonly elpd: Float64Array;
  /** Effective parameters: log density with the row in the data less that without it. */
  readonly p: Float64Array;
}

export interface Total {
  readonly estimate: number;
  /** √(n · variance of the rows), as if rows were drawn independently from all that there could be. */
  readonly se: number;
}

export function totalOf(pointwise: Float64Array): Total {
  const n = pointwise.length;
  const estimate = pointwise.reduce((sum, value) => sum + value, 0);
  const squares = pointwise.reduce((sum, value) => sum + (value - estimate / n) ** 2, 0);
  return { estimate, se: Math.sqrt((n * squares) / (n - 1)) };
}

/** The number of a row in the data that the model was given, counted from one; of a unit among the totals. */
export function rowNumber({ model }: Posterior, row: number): number {
  const { design, totals } = model.spec;
  return totals ? row + 1 : design.rows[row]! + 1;
}

/** `row 12`, `precinct 0012`: an observation as messages call it. */
export function observationName(posterior: Posterior, row: number): string {
  const { totals } = posterior.model.spec;
  return totals ? `${totals.key} ${totals.unitNames[row]!}` : `row ${rowNumber(posterior, row)}`;
}

/** What a model's observations are called. */
export function observationWords({ model }: Posterior): readonly [one: string, more: string] {
  return model.spec.totals ? ["unit", "units"] : ["row", "rows"];
}

/** Panels below or beside each other, in rows. */
import type { Specification } from "../chart.js";

/** Views in rows of so many, scales independent of each other. */
export function inRows(views: readonly Specification[], columns: number): Specification {
  return { concat: views, columns, spacing: { row: 34, column: 34 } };
}

/** Products with the rows of the linear predictor. */
import type { SparseRows } from "../../target/index.js";

/** eta = offset + A x. */
export function predictRows(
  { rowStart, column, value }: SparseRows,
  offset: Float64Array,
  x: Float64Array,
  eta: Float64Array,
): void {
  for (let i = 0; i < eta.length; i++) {
    let total = offset[i]!;
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) total += value[e]! * x[column[e]!]!;
    eta[i] = total;
  }
}

/** result = Aᵀ g. */
export function pullBackRows(
  { rowStart, column, value }: SparseRows,
  g: Float64Array,
  result: Float64Array,
): void {
  result.fill(0);
  for (let i = 0; i < g.length; i++) {
    const weight = g[i]!;
    if (weight === 0) continue;
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) result[column[e]!]! += weight * value[e]!;
  }
}

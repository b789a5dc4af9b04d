/** Triangular solves with the panels of a sparse factor, in the order of elimination. */
import type { SymbolicFactor } from "./symbolic-factor.js";

/** L x = b, in place. */
export function solveForward(
  { columns, frontStart, frontRows, parent, panelStart }: SymbolicFactor,
  panels: Float64Array,
  x: Float64Array,
): void {
  for (let s = 0; s < parent.length; s++) {
    const first = frontStart[s]!;
    const rows = frontStart[s + 1]! - first;
    const width = columns[s + 1]! - columns[s]!;
    for (let c = 0; c < width; c++) {
      const column = panelStart[s]! + c * rows;
      const value = x[columns[s]! + c]! / panels[column + c]!;
      x[columns[s]! + c] = value;
      for (let r = c + 1; r < rows; r++) x[frontRows[first + r]!]! -= value * panels[column + r]!;
    }
  }
}

/** Lᵀ x = b, in place. */
export function solveBackward(
  { columns, frontStart, frontRows, parent, panelStart }: SymbolicFactor,
  panels: Float64Array,
  x: Float64Array,
): void {
  for (let s = parent.length - 1; s >= 0; s--) {
    const first = frontStart[s]!;
    const rows = frontStart[s + 1]! - first;
    const width = columns[s + 1]! - columns[s]!;
    for (let c = width - 1; c >= 0; c--) {
      const column = panelStart[s]! + c * rows;
      let total = x[columns[s]! + c]!;
      for (let r = c + 1; r < rows; r++) total -= panels[column + r]! * x[frontRows[first + r]!]!;
      x[columns[s]! + c] = total / panels[column + c]!;
    }
  }
}

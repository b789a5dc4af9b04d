/** What a sparse A says of AᵀDA before any weights are known: its pattern, and where the pairs of entries stand. */
import { findPairSlots } from "./pair-slots.js";
import type { RowMatrix } from "./row-matrix.js";
import { findShapes } from "./row-shapes.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface RowPairs {
  /** Of AᵀA, with every diagonal entry. */
  readonly pattern: SymmetricPattern;
  /** The shape of every row. */
  readonly shapeOf: Int32Array;
  /** For each shape, and at the end, where its pairs of entries begin among `slots`. */
  readonly start: Int32Array;
  /** Slots in the pattern. */
  readonly slots: Int32Array;
}

export function analyseRows(matrix: RowMatrix, size: number): RowPairs {
  const shapes = findShapes(matrix);
  return { ...findPairSlots(matrix, shapes, size), shapeOf: shapes.shapeOf };
}

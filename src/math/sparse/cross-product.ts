/** AᵀDA and the variances of A x, for a sparse A by rows: one pass over the pairs of entries of each row. */
import { findPairSlots } from "./pair-slots.js";
import type { RowMatrix } from "./row-matrix.js";
import { findShapes } from "./row-shapes.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface CrossProduct {
  /** Of AᵀA, with every diagonal entry. */
  readonly pattern: SymmetricPattern;
  /** values = AᵀDA on the pattern. */
  accumulate(weights: Float64Array, values: Float64Array): void;
  /** result_i = a_iᵀ S a_i, for a symmetric S on the pattern. */
  quadraticForms(values: Float64Array, result: Float64Array): void;
}

export function crossProductPattern(matrix: RowMatrix, size: number): CrossProduct {
  const { rowCount, rowStart, value } = matrix;
  const shapes = findShapes(matrix);
  const { shapeOf } = shapes;
  const { pattern, start, slots } = findPairSlots(matrix, shapes, size);
  return {
    pattern,
    accumulate(weights, values) {
      values.fill(0);
      for (let i = 0; i < rowCount; i++) {
        const weight = weights[i]!;
        if (weight === 0) continue;
        let pair = start[shapeOf[i]!]!;
        const from = rowStart[i]!;
        for (let a = from; a < rowStart[i + 1]!; a++) {
          const scaled = weight * value[a]!;
          for (let b = from; b <= a; b++) values[slots[pair++]!]! += scaled * value[b]!;
        }
      }
    },
    quadraticForms(values, result) {
      for (let i = 0; i < rowCount; i++) {
        let pair = start[shapeOf[i]!]!;
        let total = 0;
        const from = rowStart[i]!;
        for (let a = from; a < rowStart[i + 1]!; a++) {
          let part = 0;
          for (let b = from; b < a; b++) part += values[slots[pair++]!]! * value[b]!;
          total += value[a]! * (2 * part + values[slots[pair++]!]! * value[a]!);
        }
        result[i] = total;
      }
    },
  };
}

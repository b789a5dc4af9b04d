/**
 * Effects of precision R from standard normal coordinates: x = B z with B Bᵀ the pseudo-inverse of R, the
 * same for every copy. Input: z (copies × rank).
 */
import { openIntrinsicFactor } from "../../math/sparse/index.js";
import type { NullSpace, SymmetricMatrix } from "../../math/sparse/index.js";
import type { Op } from "../op.js";

export interface StructureRootAttributes {
  readonly matrix: SymmetricMatrix;
  readonly nullSpaces: readonly NullSpace[];
  readonly rank: number;
  readonly copies: number;
}

export const structureRoot: Op<StructureRootAttributes> = {
  shape([z], { matrix, rank, copies }) {
    if (z!.size !== rank * copies) throw new Error(`structure_root: ${copies} × ${rank} numbers`);
    return { size: matrix.pattern.size * copies, rows: false };
  },
  bind({ value, adjoint, inputs: [z] }, { matrix, nullSpaces, rank, copies }) {
    const factor = openIntrinsicFactor(matrix, nullSpaces);
    const { size } = factor;
    const x = new Float64Array(size);
    const slope = new Float64Array(rank);
    return {
      forward(): void {
        for (let copy = 0; copy < copies; copy++) {
          factor.root(z!.value.subarray(copy * rank, (copy + 1) * rank), x);
          value.set(x, copy * size);
        }
      },
      backward(): void {
        for (let copy = 0; copy < copies; copy++) {
          x.set(adjoint.subarray(copy * size, (copy + 1) * size));
          factor.rootTransposed(x, slope);
          for (let k = 0; k < rank; k++) z!.adjoint[copy * rank + k]! += slope[k]!;
        }
      },
    };
  },
  describe: ({ matrix, rank, copies }) =>
    `${matrix.pattern.size} nodes of rank ${rank}${copies > 1 ? `, ${copies} copies` : ""}`,
};

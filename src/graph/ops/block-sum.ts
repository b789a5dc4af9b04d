/**
 * A sum over observations whose value and pullback a block program of the plan supplies; the inputs
 * are the small values that the program reads. Exists only in the graph of a plan.
 */
import type { Op } from "../op.js";

export interface BlockSumAttributes {
  readonly rowCount: number;
}

export const blockSum: Op<BlockSumAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind: () => ({ forward: () => undefined, backward: () => undefined }),
  describe: ({ rowCount }) => `${rowCount} rows`,
};

/** The vector that the graph is a function of: its buffers are the evaluator's to fill and to read. */
import type { Op } from "../op.js";

export interface PositionAttributes {
  readonly size: number;
}

export const position: Op<PositionAttributes> = {
  shape: (_inputs, { size }) => ({ size, rows: false }),
  bind: () => ({ forward: () => undefined, backward: () => undefined }),
  describe: ({ size }) => `dimension ${size}`,
};

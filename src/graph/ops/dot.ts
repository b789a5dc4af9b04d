/** Sum of the entries times constant weights. */
import type { Op } from "../op.js";

export interface DotAttributes {
  readonly weights: Float64Array;
}

export const dot: Op<DotAttributes> = {
  shape([input], { weights }) {
    if (input!.size !== weights.length) throw new Error(`dot: ${input!.size} × ${weights.length}`);
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: [input] }, { weights }) {
    const x = input!.value;
    const dx = input!.adjoint;
    return {
      forward(): void {
        let total = 0;
        for (let i = 0; i < x.length; i++) total += weights[i]! * x[i]!;
        value[0] = total;
      },
      backward(): void {
        for (let i = 0; i < x.length; i++) dx[i]! += adjoint[0]! * weights[i]!;
      },
    };
  },
  describe: ({ weights }) => `${weights.length} weights`,
};

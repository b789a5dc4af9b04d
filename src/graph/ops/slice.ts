/** A run of consecutive entries. */
import type { Op } from "../op.js";

export interface SliceAttributes {
  readonly start: number;
  readonly length: number;
}

export const slice: Op<SliceAttributes> = {
  shape([input], { start, length }) {
    if (start < 0 || length < 0 || start + length > input!.size || input!.rows) {
      throw new Error(`slice ${start}..${start + length} of ${input!.size}`);
    }
    return { size: length, rows: false };
  },
  bind({ value, adjoint, inputs: [input] }, { start, length }) {
    const x = input!.value;
    const dx = input!.adjoint;
    return {
      forward(): void {
        for (let i = 0; i < length; i++) value[i] = x[start + i]!;
      },
      backward(): void {
        for (let i = 0; i < length; i++) dx[start + i]! += adjoint[i]!;
      },
    };
  },
  describe: ({ start, length }) =>
    length === 1 ? `[${start}]` : `[${start}..${start + length - 1}]`,
};

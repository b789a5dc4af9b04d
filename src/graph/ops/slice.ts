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
    const x = input!.value.subarray(start, start + length);
    const dx = input!.adjoint.subarray(start, start + length);
    return {
      forward(): void {
        for (let i = 0; i < value.length; i++) value[i] = x[i]!;
      },
      backward(): void {
        for (let i = 0; i < adjoint.length; i++) dx[i]! += adjoint[i]!;
      },
    };
  },
  describe: ({ start, length }) =>
    length === 1 ? `[${start}]` : `[${start}..${start + length - 1}]`,
};

/** table[index[i]] for every row, times the row's multiplier if there is one: group intercepts and slopes. */
import type { Op } from "../op.js";
import { selectIndices, selectNumbers } from "./select-rows.js";

export interface GatherAttributes {
  readonly index: Int32Array;
  readonly multiplier: Float64Array | undefined;
  /** One entry of the index per observation. */
  readonly rows: boolean;
}

export const gather: Op<GatherAttributes> = {
  shape([table], { index, rows }) {
    if (table!.rows) throw new Error("gather takes its entries from a small table");
    return { size: index.length, rows };
  },
  bind({ value, adjoint, inputs: [input] }, { index, multiplier }) {
    const table = input!.value;
    const dTable = input!.adjoint;
    if (multiplier) {
      return {
        forward(): void {
          for (let i = 0; i < index.length; i++) value[i] = table[index[i]!]! * multiplier[i]!;
        },
        backward(): void {
          for (let i = 0; i < index.length; i++) dTable[index[i]!]! += adjoint[i]! * multiplier[i]!;
        },
      };
    }
    return {
      forward(): void {
        for (let i = 0; i < index.length; i++) value[i] = table[index[i]!]!;
      },
      backward(): void {
        for (let i = 0; i < index.length; i++) dTable[index[i]!]! += adjoint[i]!;
      },
    };
  },
  describe: ({ index, multiplier }) => `${index.length} entries${multiplier ? " × numbers" : ""}`,
  rows: {
    select: ({ index, multiplier }, rows) => ({
      index: selectIndices(index, rows),
      multiplier: multiplier && selectNumbers(multiplier, rows),
      rows: true,
    }),
    keys: ({ index, multiplier }) => (multiplier ? [index, multiplier] : [index]),
  },
};

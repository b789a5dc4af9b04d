/** Sum of the entries. */
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const sum: Op<NoAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind({ value, adjoint, inputs: [input] }) {
    const x = input!.value;
    const dx = input!.adjoint;
    return {
      forward(): void {
        let total = 0;
        for (let i = 0; i < x.length; i++) total += x[i]!;
        value[0] = total;
      },
      backward(): void {
        for (let i = 0; i < x.length; i++) dx[i]! += adjoint[0]!;
      },
    };
  },
  describe: () => "",
};

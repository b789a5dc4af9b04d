/** First input minus second, entry by entry; a scalar stands for every entry. */
import type { Op } from "../op.js";
import { broadcastShape } from "../shape.js";
import type { NoAttributes } from "./no-attributes.js";

export const subtract: Op<NoAttributes> = {
  shape: (inputs) => broadcastShape("subtract", inputs),
  bind({ value, adjoint, inputs: [left, right] }) {
    const stepLeft = left!.value.length === value.length ? 1 : 0;
    const stepRight = right!.value.length === value.length ? 1 : 0;
    return {
      forward(): void {
        for (let i = 0; i < value.length; i++) {
          value[i] = left!.value[i * stepLeft]! - right!.value[i * stepRight]!;
        }
      },
      backward(): void {
        for (let i = 0; i < value.length; i++) {
          left!.adjoint[i * stepLeft]! += adjoint[i]!;
          right!.adjoint[i * stepRight]! -= adjoint[i]!;
        }
      },
    };
  },
  describe: () => "",
};

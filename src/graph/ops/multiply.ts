/** Product of two inputs, entry by entry; a scalar multiplies every entry. */
import type { Op } from "../op.js";
import { broadcastShape } from "../shape.js";
import type { NoAttributes } from "./no-attributes.js";

export const multiply: Op<NoAttributes> = {
  shape: (inputs) => broadcastShape("multiply", inputs),
  bind({ value, adjoint, inputs: [left, right] }) {
    const stepLeft = left!.value.length === value.length ? 1 : 0;
    const stepRight = right!.value.length === value.length ? 1 : 0;
    return {
      forward(): void {
        for (let i = 0; i < value.length; i++) {
          value[i] = left!.value[i * stepLeft]! * right!.value[i * stepRight]!;
        }
      },
      backward(): void {
        for (let i = 0; i < value.length; i++) {
          left!.adjoint[i * stepLeft]! += adjoint[i]! * right!.value[i * stepRight]!;
          right!.adjoint[i * stepRight]! += adjoint[i]! * left!.value[i * stepLeft]!;
        }
      },
    };
  },
  describe: () => "",
};

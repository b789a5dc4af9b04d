/** The inputs one after the other. */
import type { Op } from "../op.js";
import type { NoAttributes } from "./no-attributes.js";

export const concat: Op<NoAttributes> = {
  shape(inputs) {
    if (inputs.some(({ rows }) => rows)) throw new Error("concat takes no values per row");
    return { size: inputs.reduce((total, { size }) => total + size, 0), rows: false };
  },
  bind({ value, adjoint, inputs }) {
    return {
      forward(): void {
        let at = 0;
        for (const { value: x } of inputs) {
          for (let i = 0; i < x.length; i++) value[at++] = x[i]!;
        }
      },
      backward(): void {
        let at = 0;
        for (const { adjoint: dx } of inputs) {
          for (let i = 0; i < dx.length; i++) dx[i]! += adjoint[at++]!;
        }
      },
    };
  },
  describe: () => "",
};

/** Sum of any number of inputs, entry by entry; scalars are added to every entry. */
import type { Op } from "../op.js";
import { broadcastShape } from "../shape.js";
import type { NoAttributes } from "./no-attributes.js";

function addInto(value: Float64Array, x: Float64Array): void {
  if (x.length === value.length) for (let i = 0; i < x.length; i++) value[i]! += x[i]!;
  else for (let i = 0; i < value.length; i++) value[i]! += x[0]!;
}

function addBack(dx: Float64Array, adjoint: Float64Array): void {
  if (dx.length === adjoint.length) {
    for (let i = 0; i < dx.length; i++) dx[i]! += adjoint[i]!;
    return;
  }
  let total = 0;
  for (let i = 0; i < adjoint.length; i++) total += adjoint[i]!;
  dx[0]! += total;
}

export const add: Op<NoAttributes> = {
  shape: (inputs) => broadcastShape("add", inputs),
  bind({ value, adjoint, inputs }) {
    return {
      forward(): void {
        value.fill(0);
        for (const input of inputs) addInto(value, input.value);
      },
      backward(): void {
        for (const input of inputs) addBack(input.adjoint, adjoint);
      },
    };
  },
  describe: () => "",
};

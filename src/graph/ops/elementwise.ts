/** Operations that apply one function of one variable to every entry. */
import type { Elementary } from "../../math/index.js";
import type { Op } from "../op.js";

/** A function with its derivative; `slope` may use the value to save work. */
export interface ScalarFunction {
  value(x: number): number;
  slope(x: number, value: number): number;
}

export function elementwise<Attributes>(
  functionOf: (math: Elementary, attributes: Attributes) => ScalarFunction,
  describe: (attributes: Attributes) => string = () => "",
): Op<Attributes> {
  return {
    shape: ([input]) => input!,
    bind({ value, adjoint, inputs: [input] }, attributes, math) {
      const x = input!.value;
      const dx = input!.adjoint;
      const scalar = functionOf(math, attributes);
      return {
        forward(): void {
          for (let i = 0; i < value.length; i++) value[i] = scalar.value(x[i]!);
        },
        backward(): void {
          for (let i = 0; i < value.length; i++) {
            dx[i]! += adjoint[i]! * scalar.slope(x[i]!, value[i]!);
          }
        },
      };
    },
    describe,
  };
}

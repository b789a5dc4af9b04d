/** Log density of independent standard normal entries: what non-centred group effects have as their prior. */
import type { Op } from "../op.js";
import { logSqrtTwoPi } from "./densities/density.js";
import type { NoAttributes } from "./no-attributes.js";

export const standardNormal: Op<NoAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind({ value, adjoint, inputs: [input] }) {
    const z = input!.value;
    const dz = input!.adjoint;
    return {
      forward(): void {
        let squares = 0;
        for (let i = 0; i < z.length; i++) squares += z[i]! * z[i]!;
        value[0] = -0.5 * squares - z.length * logSqrtTwoPi;
      },
      backward(): void {
        for (let i = 0; i < z.length; i++) dz[i]! -= adjoint[0]! * z[i]!;
      },
    };
  },
  describe: () => "",
};

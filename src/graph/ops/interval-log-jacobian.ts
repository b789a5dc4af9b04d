/** Sum over entries of log |dx/dt| for the interval transform, as a function of t. */
import type { Op } from "../op.js";
import { logistic, type IntervalAttributes } from "./interval.js";

export const intervalLogJacobian: Op<IntervalAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind({ value, adjoint, inputs: [input] }, { lower, upper }, math) {
    const t = input!.value;
    const dt = input!.adjoint;
    const bounds = (lower === -Infinity ? 0 : 1) + (upper === Infinity ? 0 : 1);
    const logWidth = bounds === 2 ? math.log(upper - lower) : 0;
    return {
      forward(): void {
        let total = t.length * logWidth;
        for (let i = 0; i < t.length; i++) {
          if (bounds === 1) total += t[i]!;
          if (bounds === 2) total -= Math.abs(t[i]!) + 2 * math.log1p(math.exp(-Math.abs(t[i]!)));
        }
        value[0] = total;
      },
      backward(): void {
        for (let i = 0; i < t.length; i++) {
          if (bounds === 1) dt[i]! += adjoint[0]!;
          if (bounds === 2) dt[i]! += adjoint[0]! * (1 - 2 * logistic(t[i]!, math));
        }
      },
    };
  },
  describe: ({ lower, upper }) => `(${lower}, ${upper})`,
};

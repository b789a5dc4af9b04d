/** The correlations (L Lᵀ)[i,j] below the diagonal, row by row, from a Cholesky factor. */
import type { Op } from "../op.js";
import { pairCount, type CorrelationAttributes } from "./correlation-cholesky.js";

export const correlations: Op<CorrelationAttributes> = {
  shape: (_inputs, { size }) => ({ size: pairCount(size), rows: false }),
  bind({ value, adjoint, inputs: [input] }, { size: k }) {
    const factor = input!.value;
    const dFactor = input!.adjoint;
    return {
      forward(): void {
        for (let i = 1, at = 0; i < k; i++) {
          for (let j = 0; j < i; j++, at++) {
            let total = 0;
            for (let m = 0; m <= j; m++) total += factor[i * k + m]! * factor[j * k + m]!;
            value[at] = total;
          }
        }
      },
      backward(): void {
        for (let i = 1, at = 0; i < k; i++) {
          for (let j = 0; j < i; j++, at++) {
            for (let m = 0; m <= j; m++) {
              dFactor[i * k + m]! += adjoint[at]! * factor[j * k + m]!;
              dFactor[j * k + m]! += adjoint[at]! * factor[i * k + m]!;
            }
          }
        }
      },
    };
  },
  describe: ({ size }) => `${size} × ${size}`,
};

/**
 * log |dL/dy| of the map from unconstrained partial correlations y to the strictly lower entries
 * of the Cholesky factor: Σ_i Σ_{j<i} (1 + (i − 1 − j)/2) log(1 − tanh² y[i,j]), i from 1.
 */
import type { Op } from "../op.js";
import type { CorrelationAttributes } from "./correlation-cholesky.js";

const logTwo = 0.6931471805599453;

export const correlationLogJacobian: Op<CorrelationAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind({ value, adjoint, inputs: [input] }, { size }, math) {
    const y = input!.value;
    const dy = input!.adjoint;
    return {
      forward(): void {
        let total = 0;
        for (let i = 1, at = 0; i < size; i++) {
          for (let j = 0; j < i; j++, at++) {
            const distance = Math.abs(y[at]!);
            const logCosh = distance + math.log1p(math.exp(-2 * distance)) - logTwo;
            total -= (2 + (i - 1 - j)) * logCosh;
          }
        }
        value[0] = total;
      },
      backward(): void {
        for (let i = 1, at = 0; i < size; i++) {
          for (let j = 0; j < i; j++, at++) {
            dy[at]! -= adjoint[0]! * (2 + (i - 1 - j)) * math.tanh(y[at]!);
          }
        }
      },
    };
  },
  describe: ({ size }) => `${size} × ${size}`,
};

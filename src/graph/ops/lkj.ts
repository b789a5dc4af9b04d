/**
 * LKJ(eta) density of a correlation matrix as a density on its Cholesky factor (Stan functions
 * reference, lkj_corr_cholesky): Σ_i (k − i + 2 eta − 3) log L[i,i] with i from 1 to k − 1, normalised.
 */
import type { Elementary } from "../../math/index.js";
import type { Op } from "../op.js";

export interface LkjAttributes {
  readonly size: number;
  readonly eta: number;
}

const logPi = 1.1447298858494002;

/** log of the normalising constant of |R|^(eta − 1) over k × k correlation matrices. */
function logNormaliser({ size, eta }: LkjAttributes, math: Elementary): number {
  let total = (size - 1) * math.logGamma(eta + (size - 1) / 2);
  for (let m = 1; m < size; m++) {
    total -= (m * logPi) / 2 + math.logGamma(eta + (size - 1 - m) / 2);
  }
  return total;
}

export const lkj: Op<LkjAttributes> = {
  shape: () => ({ size: 1, rows: false }),
  bind({ value, adjoint, inputs: [factor] }, attributes, math) {
    const { size, eta } = attributes;
    const normaliser = logNormaliser(attributes, math);
    return {
      forward(): void {
        let total = normaliser;
        for (let i = 1; i < size; i++) {
          total += (size - i + 2 * eta - 3) * math.log(factor!.value[i * size + i]!);
        }
        value[0] = total;
      },
      backward(): void {
        for (let i = 1; i < size; i++) {
          const at = i * size + i;
          factor!.adjoint[at]! += (adjoint[0]! * (size - i + 2 * eta - 3)) / factor!.value[at]!;
        }
      },
    };
  },
  describe: ({ size, eta }) => `eta ${eta}, ${size} × ${size}`,
};

/**
 * Scaled group effects u = z · (diag(sd) L)ᵀ for J levels and k effects, level slowest.
 * Inputs: z (J · k), sd (k) and, for correlated effects, the row-major Cholesky factor L (k · k)
 * of their correlation matrix; without it the effects are independent.
 */
import type { BoundOp, Op, OpBuffers } from "../op.js";

export interface GroupEffectsAttributes {
  readonly levels: number;
  readonly effects: number;
}

function bindIndependent({ value, adjoint, inputs: [z, sd] }: OpBuffers, k: number): BoundOp {
  return {
    forward(): void {
      for (let e = 0; e < k; e++) {
        const scale = sd!.value[e]!;
        for (let i = e; i < value.length; i += k) value[i] = scale * z!.value[i]!;
      }
    },
    backward(): void {
      for (let e = 0; e < k; e++) {
        const scale = sd!.value[e]!;
        let total = 0;
        for (let i = e; i < value.length; i += k) {
          z!.adjoint[i]! += scale * adjoint[i]!;
          total += z!.value[i]! * adjoint[i]!;
        }
        sd!.adjoint[e]! += total;
      }
    },
  };
}

function bindCorrelated(
  { value, adjoint, inputs: [z, sd, factor] }: OpBuffers,
  k: number,
): BoundOp {
  return {
    forward(): void {
      for (let start = 0; start < value.length; start += k) {
        for (let e = 0; e < k; e++) {
          let total = 0;
          for (let f = 0; f <= e; f++) total += factor!.value[e * k + f]! * z!.value[start + f]!;
          value[start + e] = sd!.value[e]! * total;
        }
      }
    },
    backward(): void {
      for (let start = 0; start < value.length; start += k) {
        for (let e = 0; e < k; e++) {
          const d = adjoint[start + e]!;
          const scaled = sd!.value[e]! * d;
          let total = 0;
          for (let f = 0; f <= e; f++) {
            const entry = factor!.value[e * k + f]!;
            total += entry * z!.value[start + f]!;
            z!.adjoint[start + f]! += scaled * entry;
            factor!.adjoint[e * k + f]! += scaled * z!.value[start + f]!;
          }
          sd!.adjoint[e]! += total * d;
        }
      }
    },
  };
}

export const groupEffects: Op<GroupEffectsAttributes> = {
  shape([z, sd, factor], { levels, effects }) {
    const fits =
      z!.size === levels * effects &&
      sd!.size === effects &&
      (factor === undefined || factor.size === effects * effects);
    if (!fits) throw new Error(`group_effects: ${levels} × ${effects} does not fit its inputs`);
    return { size: levels * effects, rows: false };
  },
  bind: (buffers, { effects }) =>
    buffers.inputs.length === 3
      ? bindCorrelated(buffers, effects)
      : bindIndependent(buffers, effects),
  describe: ({ levels, effects }) =>
    `${levels} levels${effects > 1 ? ` × ${effects} effects` : ""}`,
};

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

/** Works through diag(sd) L entry by entry, so that the loops over levels are short and simple. */
function bindCorrelated(
  { value, adjoint, inputs: [z, sd, factor] }: OpBuffers,
  k: number,
): BoundOp {
  const x = z!.value;
  const dx = z!.adjoint;
  return {
    forward(): void {
      value.fill(0);
      for (let e = 0; e < k; e++) {
        for (let f = 0; f <= e; f++) {
          const entry = sd!.value[e]! * factor!.value[e * k + f]!;
          for (let i = e, j = f; i < value.length; i += k, j += k) value[i]! += entry * x[j]!;
        }
      }
    },
    backward(): void {
      for (let e = 0; e < k; e++) {
        for (let f = 0; f <= e; f++) {
          const entry = sd!.value[e]! * factor!.value[e * k + f]!;
          let total = 0;
          for (let i = e, j = f; i < value.length; i += k, j += k) {
            total += adjoint[i]! * x[j]!;
            dx[j]! += adjoint[i]! * entry;
          }
          sd!.adjoint[e]! += total * factor!.value[e * k + f]!;
          factor!.adjoint[e * k + f]! += total * sd!.value[e]!;
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

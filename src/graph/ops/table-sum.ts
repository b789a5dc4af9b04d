/**
 * A small table summed once from other small values: value[t] = Σ_k multiplier_k[t] x_k[index_k[t]].
 * It is what several gathers become whose rows have few distinct combinations.
 */
import type { Op } from "../op.js";

export interface TableSumAttributes {
  readonly size: number;
  /** One per input. */
  readonly indices: readonly Int32Array[];
  /** One per input; undefined is the constant 1. */
  readonly multipliers: readonly (Float64Array | undefined)[];
}

function gatherAdd(
  value: Float64Array,
  x: Float64Array,
  index: Int32Array,
  multiplier: Float64Array | undefined,
): void {
  if (multiplier)
    for (let t = 0; t < index.length; t++) value[t]! += x[index[t]!]! * multiplier[t]!;
  else for (let t = 0; t < index.length; t++) value[t]! += x[index[t]!]!;
}

function scatterAdd(
  dx: Float64Array,
  adjoint: Float64Array,
  index: Int32Array,
  multiplier: Float64Array | undefined,
): void {
  if (multiplier) {
    for (let t = 0; t < index.length; t++) dx[index[t]!]! += adjoint[t]! * multiplier[t]!;
  } else for (let t = 0; t < index.length; t++) dx[index[t]!]! += adjoint[t]!;
}

export const tableSum: Op<TableSumAttributes> = {
  shape(inputs, { size, indices, multipliers }) {
    if (indices.length !== inputs.length || multipliers.length !== inputs.length) {
      throw new Error(`table_sum: ${inputs.length} inputs, ${indices.length} indices`);
    }
    return { size, rows: false };
  },
  bind({ value, adjoint, inputs }, { indices, multipliers }) {
    return {
      forward(): void {
        value.fill(0);
        for (let k = 0; k < inputs.length; k++) {
          gatherAdd(value, inputs[k]!.value, indices[k]!, multipliers[k]);
        }
      },
      backward(): void {
        for (let k = 0; k < inputs.length; k++) {
          scatterAdd(inputs[k]!.adjoint, adjoint, indices[k]!, multipliers[k]);
        }
      },
    };
  },
  describe: ({ size, indices }) => `${size} combinations of ${indices.length}`,
};

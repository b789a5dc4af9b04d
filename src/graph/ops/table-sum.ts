/**
 * A small table summed once from other small values: value[t] = Σ_k multiplier_k[t] x_k[index_k[t]].
 * It is what several gathers become whose rows have few distinct combinations.
 */
import type { BoundOp, Op, OpBuffers } from "../op.js";

export interface TableSumAttributes {
  readonly size: number;
  /** One per input. */
  readonly indices: readonly Int32Array[];
  /** One per input; undefined is the constant 1. */
  readonly multipliers: readonly (Float64Array | undefined)[];
}

/** Where every entry reads the same one, the pullback is one sum. */
function bindSameEntry(
  { value, adjoint }: OpBuffers,
  input: OpBuffers["inputs"][number],
  entry: number,
  multiplier: Float64Array | undefined,
): BoundOp {
  return {
    forward(): void {
      const x = input.value[entry]!;
      if (multiplier) for (let t = 0; t < value.length; t++) value[t]! += x * multiplier[t]!;
      else for (let t = 0; t < value.length; t++) value[t]! += x;
    },
    backward(): void {
      let total = 0;
      if (multiplier)
        for (let t = 0; t < adjoint.length; t++) total += adjoint[t]! * multiplier[t]!;
      else for (let t = 0; t < adjoint.length; t++) total += adjoint[t]!;
      input.adjoint[entry]! += total;
    },
  };
}

function bindPlain(
  { value, adjoint }: OpBuffers,
  { value: x, adjoint: dx }: OpBuffers["inputs"][number],
  index: Int32Array,
): BoundOp {
  return {
    forward(): void {
      for (let t = 0; t < index.length; t++) value[t]! += x[index[t]!]!;
    },
    backward(): void {
      for (let t = 0; t < index.length; t++) dx[index[t]!]! += adjoint[t]!;
    },
  };
}

function bindMultiplied(
  { value, adjoint }: OpBuffers,
  { value: x, adjoint: dx }: OpBuffers["inputs"][number],
  index: Int32Array,
  multiplier: Float64Array,
): BoundOp {
  return {
    forward(): void {
      for (let t = 0; t < index.length; t++) value[t]! += x[index[t]!]! * multiplier[t]!;
    },
    backward(): void {
      for (let t = 0; t < index.length; t++) dx[index[t]!]! += adjoint[t]! * multiplier[t]!;
    },
  };
}

function bindPart(
  buffers: OpBuffers,
  position: number,
  index: Int32Array,
  multiplier: Float64Array | undefined,
): BoundOp {
  const input = buffers.inputs[position]!;
  if (index.every((entry) => entry === index[0])) {
    return bindSameEntry(buffers, input, index[0] ?? 0, multiplier);
  }
  return multiplier
    ? bindMultiplied(buffers, input, index, multiplier)
    : bindPlain(buffers, input, index);
}

export const tableSum: Op<TableSumAttributes> = {
  shape(inputs, { size, indices, multipliers }) {
    if (indices.length !== inputs.length || multipliers.length !== inputs.length) {
      throw new Error(`table_sum: ${inputs.length} inputs, ${indices.length} indices`);
    }
    return { size, rows: false };
  },
  bind(buffers, { indices, multipliers }) {
    const parts = indices.map((index, k) => bindPart(buffers, k, index, multipliers[k]));
    return {
      forward(): void {
        buffers.value.fill(0);
        for (let k = 0; k < parts.length; k++) parts[k]!.forward();
      },
      backward(): void {
        for (let k = 0; k < parts.length; k++) parts[k]!.backward();
      },
    };
  },
  describe: ({ size, indices }) => `${size} combinations of ${indices.length}`,
};

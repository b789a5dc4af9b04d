/** Copies of a structured effect, one after the other. */
import type { SymmetricPattern } from "../../math/sparse/index.js";
import type { StructuredLatentBlock } from "./latent-plan.js";

/** The pattern of one copy, repeated along the diagonal. */
export function repeatPattern(
  { size, columnStart, rowIndex }: SymmetricPattern,
  copies: number,
): SymmetricPattern {
  const slots = rowIndex.length;
  const starts = new Int32Array(copies * size + 1);
  const rows = new Int32Array(copies * slots);
  for (let copy = 0; copy < copies; copy++) {
    for (let j = 0; j < size; j++) starts[copy * size + j + 1] = copy * slots + columnStart[j + 1]!;
    for (let s = 0; s < slots; s++) rows[copy * slots + s] = copy * size + rowIndex[s]!;
  }
  return { size: copies * size, columnStart: starts, rowIndex: rows };
}

/** Values of one copy, for all of them. */
export function repeatValues(values: Float64Array, copies: number, into: Float64Array): void {
  for (let copy = 0; copy < copies; copy++) into.set(values, copy * values.length);
}

/** A row for each set that sums to zero in each copy; effects begin at `start` of `size` latents. */
export function zeroSumRows(
  { zeroSums, copies, nodes }: StructuredLatentBlock,
  start: number,
  size: number,
): readonly Float64Array[] {
  return Array.from({ length: copies }, (_, copy) =>
    zeroSums.map((members) => {
      const row = new Float64Array(size);
      for (const node of members) row[start + copy * nodes + node] = 1;
      return row;
    }),
  ).flat();
}

/** One latent of each such set. */
export function zeroSumPins(
  { zeroSums, copies, nodes }: StructuredLatentBlock,
  start: number,
): readonly number[] {
  return Array.from({ length: copies }, (_, copy) =>
    zeroSums.map((members) => start + copy * nodes + members[members.length - 1]!),
  ).flat();
}

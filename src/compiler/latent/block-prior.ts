/** What the prior of one block of latents provides to the joint precision. */
import type { SymmetricPattern } from "../../math/sparse/index.js";
import type { MatrixEntries } from "../../target/index.js";

/** Slots are those of the block's own pattern. */
export interface BlockPrior {
  readonly pattern: SymmetricPattern;
  readonly mean?: Float64Array;
  readonly constraints: readonly Float64Array[];
  /** Latents of the block, one in each direction that only a constraint holds. */
  readonly pinned?: readonly number[];
  readonly hyperparameters: readonly number[];
  write(theta: Float64Array, values: Float64Array): void;
  /** For the block's k-th hyperparameter. */
  derivative(theta: Float64Array, k: number): MatrixEntries;
  /** ½ log |Q|* − (rank / 2) log 2π; adds its derivative to `gradient`. */
  logNormaliser(theta: Float64Array, gradient: Float64Array): number;
}

export const logTwoPi = 1.8378770664093456;

export function diagonalPattern(size: number): SymmetricPattern {
  const columnStart = Int32Array.from({ length: size + 1 }, (_, j) => j);
  return { size, columnStart, rowIndex: columnStart.slice(0, size) };
}

/** Lower triangles of `size` × `size` blocks along the diagonal. */
export function denseBlocksPattern(blocks: number, size: number): SymmetricPattern {
  const perBlock = (size * (size + 1)) / 2;
  const columnStart = new Int32Array(blocks * size + 1);
  const rowIndex = new Int32Array(blocks * perBlock);
  let end = 0;
  for (let b = 0; b < blocks; b++)
    for (let j = 0; j < size; j++) {
      for (let i = j; i < size; i++) rowIndex[end++] = b * size + i;
      columnStart[b * size + j + 1] = end;
    }
  return { size: blocks * size, columnStart, rowIndex };
}

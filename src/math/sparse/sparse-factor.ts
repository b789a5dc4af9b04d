/** A sparse Cholesky factor: factorisation, solves, determinant and selected inverse in a memory of its own. */
import { log } from "../logarithm.js";
import { planFactor } from "./factor-plan.js";
import { openFactorMemory } from "./factor-memory.js";
import type { SparseBackend } from "./sparse-module.js";
import type { SymbolicFactor } from "./symbolic-factor.js";

/** A workspace of one thread; nothing is allocated after it was opened. */
export interface SparseFactor {
  readonly symbolic: SymbolicFactor;
  /** `values` are aligned with the pattern's rows. False when the matrix is not positive definite. */
  factorise(values: Float64Array): boolean;
  /** log |M|. */
  logDeterminant(): number;
  /** M⁻¹ b, in place. */
  solve(vector: Float64Array): void;
  /** For z ~ N(0, I) a draw from N(0, M⁻¹), in place. */
  solveTransposed(vector: Float64Array): void;
  /** The transpose of `solveTransposed`, in place. */
  solveForward(vector: Float64Array): void;
  /** Entries of M⁻¹ on the pattern. */
  selectedInverse(values: Float64Array): void;
}

/** Without a wish WebAssembly runs where that exists, else JavaScript; the bits are the same. */
export function openFactor(
  symbolic: SymbolicFactor,
  options: { readonly backend?: SparseBackend } = {},
): SparseFactor {
  const { size, order, columns, frontStart } = symbolic;
  const plan = planFactor(symbolic);
  const { numbers, run } = openFactorMemory(plan, options.backend);
  const values = numbers.subarray(plan.values, plan.values + symbolic.entries.slots.length);
  const vector = numbers.subarray(plan.vector, plan.vector + size);
  const eliminated = (given: Float64Array): void => {
    for (let k = 0; k < size; k++) vector[k] = given[order[k]!]!;
  };
  const restored = (result: Float64Array): void => {
    for (let k = 0; k < size; k++) result[order[k]!] = vector[k]!;
  };
  return {
    symbolic,
    factorise(given) {
      values.set(given);
      return run.factorise();
    },
    logDeterminant() {
      let total = 0;
      for (let s = 0; s + 1 < columns.length; s++) {
        const step = frontStart[s + 1]! - frontStart[s]! + 1;
        for (let c = 0; c < columns[s + 1]! - columns[s]!; c++)
          total += log(numbers[plan.panelStart[s]! + c * step]!);
      }
      return 2 * total;
    },
    solve(given) {
      eliminated(given);
      run.solveForward();
      run.solveBackward();
      restored(given);
    },
    solveTransposed(given) {
      eliminated(given);
      run.solveBackward();
      restored(given);
    },
    solveForward(given) {
      eliminated(given);
      run.solveForward();
      restored(given);
    },
    selectedInverse(result) {
      run.invert();
      result.set(values);
    },
  };
}

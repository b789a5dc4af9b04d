/** A dense symmetric matrix with its Cholesky factor and the inverse of that, in a memory of its own. */
import { factoriseTriangle, invertTriangle } from "./portable/triangle.js";
import { openSparseMemory, type SparseBackend } from "./sparse-module.js";

export interface DenseTriangle {
  /** By columns, its lower triangle is read; the factor L after `factorise`. */
  readonly matrix: Float64Array;
  /** L⁻¹ by rows, after `invert`; zero above the diagonal. */
  readonly inverse: Float64Array;
  /** False when the matrix is not positive definite. */
  factorise(): boolean;
  invert(): void;
}

/** Without a wish WebAssembly runs where that exists, else JavaScript; the bits are the same. */
export function openTriangle(n: number, wish?: SparseBackend): DenseTriangle {
  const size = n * n;
  // Numbers lie side by side from the start: this memory has no header.
  const memory = openSparseMemory({ bytes: 16 * size + 16, integers: new Int32Array(0) }, wish);
  const { numbers, run } = memory;
  return {
    matrix: numbers.subarray(0, size),
    inverse: numbers.subarray(size, 2 * size),
    factorise: () => (run ? run.factoriseTriangle(0, n) !== 0 : factoriseTriangle(memory, 0, n)),
    invert: () => {
      if (run) run.invertTriangle(0, size, n);
      else invertTriangle(memory, 0, size, n);
    },
  };
}

/** Dense forms of sparse symmetric matrices, and pseudo-inverses by eigenvalues. */
import { symmetricEigen } from "../../../src/math/index.js";
import type { SymmetricMatrix } from "../../../src/math/sparse/index.js";

/** Row-major. */
export function denseOf({ pattern, values }: SymmetricMatrix): Float64Array {
  const n = pattern.size;
  const dense = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++) {
      dense[pattern.rowIndex[s]! * n + j] = values[s]!;
      dense[j * n + pattern.rowIndex[s]!] = values[s]!;
    }
  return dense;
}

export interface Spectrum {
  /** Without the zeros. */
  readonly eigenvalues: readonly number[];
  readonly pseudoInverse: Float64Array;
}

export function spectrumOf(dense: Float64Array, n: number): Spectrum {
  const { values, vectors } = symmetricEigen(dense, n);
  const eigenvalues: number[] = [];
  const pseudoInverse = new Float64Array(n * n);
  values.forEach((value, k) => {
    if (value < 1e-9) return;
    eigenvalues.push(value);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        pseudoInverse[i * n + j]! += (vectors[i * n + k]! * vectors[j * n + k]!) / value;
  });
  return { eigenvalues, pseudoInverse };
}

/** The identity as a sparse matrix. */
import type { SymmetricMatrix } from "../../math/sparse/index.js";

export function identityMatrix(size: number): SymmetricMatrix {
  const columnStart = Int32Array.from({ length: size + 1 }, (_, j) => j);
  return {
    pattern: { size, columnStart, rowIndex: columnStart.slice(0, size) },
    values: new Float64Array(size).fill(1),
  };
}

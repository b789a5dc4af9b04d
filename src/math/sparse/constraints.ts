/**
 * Linear constraints C x = e on a Gaussian with precision M ("conditioning by kriging", Rue & Held 2005,
 * section 2.3.3): with V = M⁻¹ Cᵀ and W = C V, means and draws lose V W⁻¹ (C x - e), the covariance V W⁻¹ Vᵀ.
 */
import { cholesky, solveCholesky } from "../cholesky.js";
import { log } from "../logarithm.js";
import type { SparseFactor } from "./sparse-factor.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface ConstraintCorrection {
  /** After every factorisation; false when the constraints leave no proper density. */
  update(): boolean;
  /** Without `target` C x = 0; returns by how much xᵀ M x shrinks: (C x − e)ᵀ W⁻¹ (C x − e). */
  correct(vector: Float64Array, target?: Float64Array): number;
  /** `values` are entries of M⁻¹ on the pattern. */
  correctInverse(pattern: SymmetricPattern, values: Float64Array): void;
  /** log |C M⁻¹ Cᵀ|. */
  logDeterminant(): number;
}

export function openConstraints(
  factor: SparseFactor,
  rows: readonly Float64Array[],
): ConstraintCorrection {
  const k = rows.length;
  const solved = rows.map((row) => new Float64Array(row.length));
  const gram = new Float64Array(k * k);
  let triangle: Float64Array = new Float64Array(0);
  const residual = new Float64Array(k);
  const excess = new Float64Array(k);
  const dot = (a: Float64Array, b: Float64Array): number => {
    let total = 0;
    for (let at = 0; at < a.length; at++) total += a[at]! * b[at]!;
    return total;
  };
  return {
    update() {
      rows.forEach((row, i) => {
        solved[i]!.set(row);
        factor.solve(solved[i]!);
      });
      for (let i = 0; i < k; i++)
        for (let j = 0; j <= i; j++) gram[i * k + j] = dot(rows[i]!, solved[j]!);
      const found = cholesky(gram, k);
      if (found) triangle = found;
      return found !== undefined;
    },
    correct(vector, target) {
      for (let i = 0; i < k; i++)
        excess[i] = residual[i] = dot(rows[i]!, vector) - (target?.[i] ?? 0);
      solveCholesky(triangle, k, residual);
      for (let i = 0; i < k; i++) {
        const scale = residual[i]!;
        const column = solved[i]!;
        for (let at = 0; at < vector.length; at++) vector[at]! -= scale * column[at]!;
      }
      return dot(excess, residual);
    },
    correctInverse({ size, columnStart, rowIndex }, values) {
      for (let j = 0; j < size; j++) {
        for (let i = 0; i < k; i++) residual[i] = solved[i]![j]!;
        solveCholesky(triangle, k, residual);
        for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++)
          for (let i = 0; i < k; i++) values[s]! -= residual[i]! * solved[i]![rowIndex[s]!]!;
      }
    },
    logDeterminant() {
      let total = 0;
      for (let i = 0; i < k; i++) total += 2 * log(triangle[i * k + i]!);
      return total;
    },
  };
}

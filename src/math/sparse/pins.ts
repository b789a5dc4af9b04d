/**
 * Precision matrices P that are singular but for their constraints: what is factorised is P + Σ κ e eᵀ over
 * a pinned node e for each flat direction, and what the pins add is taken back exactly. With U the columns
 * e solved within the constraints and T = diag(1 / κ) − Eᵀ U, means gain U T⁻¹ Eᵀ x, the covariance
 * U T⁻¹ Uᵀ, and |P| is Π κ |P + Σ κ e eᵀ| |T| (Woodbury's identity).
 */
import { cholesky, solveCholesky, solveLowerTransposed } from "../cholesky.js";
import { log } from "../logarithm.js";
import type { SymmetricPattern } from "./symmetric-pattern.js";

export interface Pins {
  /** After every factorisation, with the κ of each pin; false when P is not positive definite. */
  update(weights: Float64Array): boolean;
  /** From a solution with the pins to one without them, in place. */
  correct(vector: Float64Array): void;
  correctInverse(pattern: SymmetricPattern, values: Float64Array): void;
  /** log |P| − log |P + Σ κ e eᵀ|, within the constraints. */
  logDeterminant(): number;
  /** Adds to a draw with the pins, from one standard normal a pin, what they took from it. */
  loosen(normals: Float64Array, vector: Float64Array): void;
}

/** `solve` is with the pins and within the constraints, in place. */
export function openPins(
  size: number,
  pinned: readonly number[],
  solve: (vector: Float64Array) => void,
): Pins {
  const k = pinned.length;
  const columns = pinned.map(() => new Float64Array(size));
  const gram = new Float64Array(k * k);
  const small = new Float64Array(k);
  let triangle: Float64Array = new Float64Array(0);
  let logWeights = 0;
  /** vector += U small. */
  const addColumns = (vector: Float64Array): void => {
    for (let i = 0; i < k; i++) {
      const scale = small[i]!;
      const column = columns[i]!;
      for (let at = 0; at < size; at++) vector[at]! += scale * column[at]!;
    }
  };
  return {
    update(weights) {
      logWeights = weights.reduce((total, weight) => total + log(weight), 0);
      pinned.forEach((node, i) => {
        columns[i]!.fill(0);
        columns[i]![node] = 1;
        solve(columns[i]!);
      });
      for (let i = 0; i < k; i++)
        for (let j = 0; j <= i; j++)
          gram[i * k + j] = (i === j ? 1 / weights[i]! : 0) - columns[j]![pinned[i]!]!;
      const found = cholesky(gram, k);
      if (found) triangle = found;
      return found !== undefined;
    },
    correct(vector) {
      for (let i = 0; i < k; i++) small[i] = vector[pinned[i]!]!;
      solveCholesky(triangle, k, small);
      addColumns(vector);
    },
    correctInverse(pattern, values) {
      for (let j = 0; j < size; j++) {
        for (let i = 0; i < k; i++) small[i] = columns[i]![j]!;
        solveCholesky(triangle, k, small);
        for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++)
          for (let i = 0; i < k; i++) values[s]! += small[i]! * columns[i]![pattern.rowIndex[s]!]!;
      }
    },
    logDeterminant() {
      let total = logWeights;
      for (let i = 0; i < k; i++) total += 2 * log(triangle[i * k + i]!);
      return total;
    },
    loosen(normals, vector) {
      small.set(normals);
      solveLowerTransposed(triangle, k, small);
      addColumns(vector);
    },
  };
}

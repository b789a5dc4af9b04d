/** The Cholesky factor of a correlation matrix from unconstrained partial correlations, and its derivatives. */
import { deterministic } from "../../math/index.js";

/** As the graph's op `correlation_cholesky`: `free` row by row, (1,0), (2,0), (2,1), …; row-major k × k. */
export function correlationFactor(free: Float64Array, k: number): Float64Array {
  const factor = new Float64Array(k * k);
  factor[0] = 1;
  for (let i = 1, at = 0; i < k; i++) {
    let product = 1;
    for (let j = 0; j < i; j++, at++) {
      const partial = deterministic.tanh(free[at]!);
      factor[i * k + j] = partial * product;
      product *= Math.sqrt((1 - partial) * (1 + partial));
    }
    factor[i * k + i] = product;
  }
  return factor;
}

export function invertLower(factor: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    inverse[j * k + j] = 1 / factor[j * k + j]!;
    for (let i = j + 1; i < k; i++) {
      let total = 0;
      for (let m = j; m < i; m++) total -= factor[i * k + m]! * inverse[m * k + j]!;
      inverse[i * k + j] = total / factor[i * k + i]!;
    }
  }
  return inverse;
}

/** d L[i,·] / d y[i,j]: only row i of the pair moves. */
function rowDerivative(
  free: Float64Array,
  factor: Float64Array,
  k: number,
  i: number,
  j: number,
): Float64Array {
  const row = new Float64Array(k);
  const partial = deterministic.tanh(free[(i * (i - 1)) / 2 + j]!);
  const slope = (1 - partial) * (1 + partial);
  // L[i,j] = tanh(y) · product before; later entries carry √(1 − tanh² y), whose log slope is −tanh y.
  let before = 1;
  for (let m = 0; m < j; m++) {
    const earlier = deterministic.tanh(free[(i * (i - 1)) / 2 + m]!);
    before *= Math.sqrt((1 - earlier) * (1 + earlier));
  }
  row[j] = slope * before;
  for (let m = j + 1; m <= i; m++) row[m] = -partial * factor[i * k + m]!;
  return row;
}

/** d L⁻¹ = −L⁻¹ dL L⁻¹ for the given unconstrained partial correlation. */
export function factorDerivative(
  free: Float64Array,
  factor: Float64Array,
  inverse: Float64Array,
  k: number,
  pair: number,
): Float64Array {
  let i = 1;
  while ((i * (i + 1)) / 2 <= pair) i++;
  const j = pair - (i * (i - 1)) / 2;
  const row = rowDerivative(free, factor, k, i, j);
  const product = new Float64Array(k);
  for (let c = 0; c < k; c++)
    for (let m = 0; m <= i; m++) product[c]! += row[m]! * inverse[m * k + c]!;
  const change = new Float64Array(k * k);
  for (let r = i; r < k; r++)
    for (let c = 0; c < k; c++) change[r * k + c] = -inverse[r * k + i]! * product[c]!;
  return change;
}

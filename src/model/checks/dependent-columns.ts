/** Finds, in a given order, the columns that are linear combinations of earlier ones. */

export interface Dependence {
  readonly column: number;
  /** Earlier independent columns with a coefficient that matters, with it. */
  readonly on: readonly { readonly column: number; readonly coefficient: number }[];
}

/** A column is dependent when this share of its sum of squares is left after the earlier ones. */
const leftOver = 1e-10;
/** A coefficient matters when its column's part is at least this share of the dependent column. */
const matters = 1e-6;

/**
 * Cholesky in the given order on a matrix of cross-products (n × n, row-major). `squares` are the sums
 * of squares that a remainder is measured against; columns with a zero there are left out.
 */
export function dependentColumns(
  products: Float64Array,
  squares: Float64Array,
): readonly Dependence[] {
  const n = squares.length;
  const factor = new Float64Array(n * n);
  const kept: number[] = [];
  const found: Dependence[] = [];
  for (let j = 0; j < n; j++) {
    if (!(squares[j]! > 0)) continue;
    let rest = products[j * n + j]!;
    for (const k of kept) {
      const entry = factorEntry(products, factor, n, j, k, kept);
      factor[j * n + k] = entry;
      rest -= entry * entry;
    }
    if (rest > leftOver * squares[j]!) {
      factor[j * n + j] = Math.sqrt(rest);
      kept.push(j);
    } else found.push({ column: j, on: combination(factor, squares, kept, j) });
  }
  return found;
}

/** L[j, k] from the columns kept before k. */
function factorEntry(
  products: Float64Array,
  factor: Float64Array,
  n: number,
  j: number,
  k: number,
  kept: readonly number[],
): number {
  let sum = products[j * n + k]!;
  for (const before of kept) {
    if (before >= k) break;
    sum -= factor[j * n + before]! * factor[k * n + before]!;
  }
  return sum / factor[k * n + k]!;
}

/** Solves Lᵀ c = L[j, ·] over the kept columns. */
function combination(
  factor: Float64Array,
  squares: Float64Array,
  kept: readonly number[],
  j: number,
): Dependence["on"] {
  const n = squares.length;
  const coefficients = new Map<number, number>();
  for (let position = kept.length - 1; position >= 0; position--) {
    const k = kept[position]!;
    let sum = factor[j * n + k]!;
    for (const [later, coefficient] of coefficients) sum -= factor[later * n + k]! * coefficient;
    coefficients.set(k, sum / factor[k * n + k]!);
  }
  return [...coefficients]
    .filter(([k, c]) => Math.abs(c) * Math.sqrt(squares[k]!) > matters * Math.sqrt(squares[j]!))
    .map(([column, coefficient]) => ({ column, coefficient }))
    .reverse();
}

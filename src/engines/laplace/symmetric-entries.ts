/** Quadratic forms, products and traces of symmetric matrices stored by their lower triangle. */
import type { SymmetricPattern } from "../../math/sparse/index.js";
import type { MatrixEntries } from "../../target/index.js";

export interface EntryPlaces {
  readonly rowOf: Int32Array;
  readonly columnOf: Int32Array;
}

/** Row and column of every slot. */
export function placesOf({ size, columnStart, rowIndex }: SymmetricPattern): EntryPlaces {
  const columnOf = new Int32Array(rowIndex.length);
  for (let j = 0; j < size; j++) columnOf.fill(j, columnStart[j], columnStart[j + 1]);
  return { rowOf: rowIndex, columnOf };
}

/** result = M v. */
export function symmetricTimes(
  { rowOf, columnOf }: EntryPlaces,
  values: Float64Array,
  v: Float64Array,
  result: Float64Array,
): void {
  result.fill(0);
  for (let s = 0; s < values.length; s++) {
    const entry = values[s]!;
    if (entry === 0) continue;
    const i = rowOf[s]!;
    const j = columnOf[s]!;
    result[i]! += entry * v[j]!;
    if (i !== j) result[j]! += entry * v[i]!;
  }
}

/** trace(M S) for a symmetric S on the whole pattern. */
export function traceProduct(
  { rowOf, columnOf }: EntryPlaces,
  { slots, values }: MatrixEntries,
  other: Float64Array,
): number {
  let total = 0;
  for (let e = 0; e < slots.length; e++) {
    const s = slots[e]!;
    total += (rowOf[s] === columnOf[s] ? 1 : 2) * values[e]! * other[s]!;
  }
  return total;
}

/** aᵀ M b. */
export function bilinear(
  { rowOf, columnOf }: EntryPlaces,
  { slots, values }: MatrixEntries,
  a: Float64Array,
  b: Float64Array,
): number {
  let total = 0;
  for (let e = 0; e < slots.length; e++) {
    const i = rowOf[slots[e]!]!;
    const j = columnOf[slots[e]!]!;
    const both = i === j ? a[i]! * b[i]! : a[i]! * b[j]! + a[j]! * b[i]!;
    total += values[e]! * both;
  }
  return total;
}

/** result −= M v. */
export function subtractTimes(
  { rowOf, columnOf }: EntryPlaces,
  { slots, values }: MatrixEntries,
  v: Float64Array,
  result: Float64Array,
): void {
  for (let e = 0; e < slots.length; e++) {
    const i = rowOf[slots[e]!]!;
    const j = columnOf[slots[e]!]!;
    result[i]! -= values[e]! * v[j]!;
    if (i !== j) result[j]! -= values[e]! * v[i]!;
  }
}

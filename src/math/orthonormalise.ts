/** An orthonormal basis of what columns span. */
import { innerProduct } from "./line-search.js";

/**
 * Orthonormal columns Q that span the given ones, and R with columns = Q R, row by row; by
 * Gram-Schmidt, each column twice, which is orthogonal to the last bits (Kahan and Parlett). Columns with less
 * than `leastShare` of their length outside the earlier ones depend on these and add nothing to Q.
 */
export function orthonormalise(
  columns: readonly Float64Array[],
  leastShare: number,
): {
  readonly q: readonly Float64Array[];
  readonly r: readonly Float64Array[];
} {
  const q: Float64Array[] = [];
  const r: Float64Array[] = [];
  columns.forEach((column, c) => {
    const rest = column.slice();
    const length = Math.sqrt(innerProduct(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((unit, k) => {
        const share = innerProduct(unit, rest);
        r[k]![c]! += share;
        for (let i = 0; i < rest.length; i++) rest[i]! -= share * unit[i]!;
      });
    }
    const left = Math.sqrt(innerProduct(rest, rest));
    if (!(left > leastShare * length) || q.length >= column.length) return;
    q.push(rest.map((value) => value / left));
    const row = new Float64Array(columns.length);
    row[c] = left;
    r.push(row);
  });
  return { q, r };
}
